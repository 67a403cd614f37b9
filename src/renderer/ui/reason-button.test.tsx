import { fireEvent, render, screen } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { ReasonButton } from './reason-button.tsx';
import { TooltipProvider } from './tooltip.tsx';

it('stays reachable and says why it cannot be used', () => {
  const press = vi.fn();
  render(
    <TooltipProvider>
      <ReasonButton reason="You are offline." onClick={press}>
        Remove
      </ReasonButton>
    </TooltipProvider>,
  );
  const button = screen.getByRole('button', { name: 'Remove' });
  expect(button.getAttribute('aria-description')).toBe('You are offline.');
  fireEvent.click(button);
  expect(press).not.toHaveBeenCalled();
  expect(button).toHaveProperty('disabled', false);
  expect(button.getAttribute('aria-disabled')).toBe('true');
});
