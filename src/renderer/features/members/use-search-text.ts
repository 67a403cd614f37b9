import { useEffect, useRef, useState } from 'react';

/** What is typed shows at once; the address follows, and leads when it changes by other means. */
export function useSearchText(inAddress: string, change: (text: string) => void): [string, (text: string) => void] {
  const [text, setText] = useState(inAddress);
  const sent = useRef(inAddress);
  useEffect(() => {
    if (inAddress === sent.current) return;
    sent.current = inAddress;
    setText(inAddress);
  }, [inAddress]);
  const type = (typed: string) => {
    sent.current = typed;
    setText(typed);
    change(typed);
  };
  return [text, type];
}
