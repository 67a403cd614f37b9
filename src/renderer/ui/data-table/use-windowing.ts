import { type RefCallback, type RefObject, startTransition, useCallback, useRef, useState } from 'react';
import { flushSync } from 'react-dom';
import { HEAD_HEIGHT, ROW_HEIGHT } from './types.ts';

/** Rows from one index up to another, which is not among them. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

export interface Windowing {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly attach: RefCallback<HTMLDivElement>;
  /** The rows to draw. */
  readonly span: Span;
  /** The first row that is not hidden, also not by the head. */
  readonly firstInView: () => number;
  /** Scrolls no further than it takes for the row to be in view. */
  readonly scrollTo: (index: number) => void;
}

/** Rows that are drawn before and after those in view, so that scrolling on finds them there. */
const EXTRA = 10;
/** So long nobody has scrolled: time to draw them after a jump. */
const REST_MS = 100;

const spread = ({ from, to }: Span, by: number): Span => ({ from: Math.max(0, from - by), to: to + by });
const touches = (one: Span, other: Span): boolean => one.from <= other.to && other.from <= one.to;
const covers = (one: Span, other: Span): boolean => one.from <= other.from && other.to <= one.to;

/** The rows in view. The head stays above them: it takes the room that it takes at the top as well. */
export function spanInView({ scrollTop, clientHeight }: Pick<Element, 'scrollTop' | 'clientHeight'>): Span {
  const from = Math.max(0, Math.floor(scrollTop / ROW_HEIGHT));
  return { from, to: Math.max(from, Math.ceil((scrollTop + clientHeight - HEAD_HEIGHT) / ROW_HEIGHT)) };
}

/**
 * What to draw once other rows are in view. Scrolling on finds rows beyond the edge already drawn. After a jump to
 * where nothing is, the rows in view come first, alone; the others once scrolling rests.
 */
export function spanToDraw(drawn: Span, inView: Span): Span {
  if (!touches(drawn, inView)) return inView;
  return covers(drawn, spread(inView, EXTRA / 2)) ? drawn : spread(inView, EXTRA);
}

/** The same span among fewer rows: who was past their end sees the last of them. */
export function spanWithin({ from, to }: Span, count: number): Span {
  const end = Math.min(to, count);
  return { from: Math.max(0, Math.min(from, end - (to - from))), to: end };
}

/**
 * Which rows to draw of any number, all of one height. At first as many as a window of this height can show: to measure
 * before drawing would lay the page out twice.
 */
export function useWindowing(count: number): Windowing {
  const scroller = useRef<HTMLDivElement>(null);
  const [drawn, setDrawn] = useState<Span>(() => ({ from: 0, to: Math.ceil(window.innerHeight / ROW_HEIGHT) }));

  const attach = useCallback((element: HTMLDivElement) => {
    scroller.current = element;
    const follow = () => {
      const inView = spanInView(element);
      setDrawn((before) => spanToDraw(before, inView));
    };
    const rest = () => startTransition(follow);
    let timer = setTimeout(rest, REST_MS);
    const onScroll = () => {
      // In this very frame: in the next one, what is in view would have been blank.
      flushSync(follow);
      clearTimeout(timer);
      timer = setTimeout(rest, REST_MS);
    };
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(() => {
      const inView = spanInView(element);
      setDrawn((before) => (covers(before, inView) ? before : spanToDraw(before, inView)));
    });
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
      scroller.current = null;
    };
  }, []);

  const scrollTo = (index: number) => {
    const element = scroller.current;
    if (element === null) return;
    const top = index * ROW_HEIGHT;
    const least = top + ROW_HEIGHT + HEAD_HEIGHT - element.clientHeight;
    if (top < element.scrollTop) element.scrollTop = top;
    else if (least > element.scrollTop) element.scrollTop = least;
  };
  return {
    scroller,
    attach,
    span: spanWithin(drawn, count),
    firstInView: () => (scroller.current === null ? 0 : spanInView(scroller.current).from),
    scrollTo,
  };
}
