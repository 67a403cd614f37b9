// @vitest-environment jsdom
import { act, cleanup, render, screen } from '@testing-library/react';
import { Component, type ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { later, readAhead, readLater } from './later.tsx';

afterEach(cleanup);

const Hello = ({ name }: { readonly name: string }) => <p>Hello {name}</p>;
const noPause = async () => undefined;

class Boundary extends Component<{ readonly children: ReactNode }, { readonly failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError() {
    return { failed: true };
  }
  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <button type="button" onClick={() => this.setState({ failed: false })}>
        Try again
      </button>
    );
  }
}

it('is read when it is needed, once, with something in its place meanwhile', async () => {
  const reading = Promise.withResolvers<typeof Hello>();
  const read = vi.fn(() => reading.promise);
  const Later = later(read);
  const { rerender } = render(<Later when={false} meanwhile={<p>Soon</p>} name="Ada" />);
  expect(read).not.toHaveBeenCalled();
  expect(screen.queryByText('Soon')).toBeNull();
  rerender(<Later when meanwhile={<p>Soon</p>} name="Ada" />);
  expect(screen.getByText('Soon')).toBeDefined();
  await act(async () => reading.resolve(Hello));
  expect(screen.getByText('Hello Ada')).toBeDefined();
  expect(screen.queryByText('Soon')).toBeNull();
  await readAhead(noPause);
  expect(read).toHaveBeenCalledTimes(1);
});

it('is there at once where it was read ahead', async () => {
  const Later = later(async () => Hello);
  await readAhead(noPause);
  render(<Later name="Grace" />);
  expect(screen.getByText('Hello Grace')).toBeDefined();
});

it('says that it could not be read, and can be tried again', async () => {
  vi.spyOn(console, 'error').mockReturnValue();
  const read = vi.fn(async () => Hello).mockRejectedValueOnce(new Error('gone'));
  const Later = later(read);
  await act(async () => {
    render(
      <Boundary>
        <Later name="Ada" />
      </Boundary>,
    );
  });
  await act(async () => screen.getByRole('button', { name: 'Try again' }).click());
  expect(screen.getByText('Hello Ada')).toBeDefined();
  expect(read).toHaveBeenCalledTimes(2);
  vi.restoreAllMocks();
});

it('reads ahead in order, and goes on after a failure', async () => {
  const read: string[] = [];
  readLater(async () => read.push('first'));
  readLater(async () => Promise.reject(new Error('gone')));
  readLater(async () => read.push('last'));
  await readAhead(noPause);
  expect(read).toEqual(['first', 'last']);
});
