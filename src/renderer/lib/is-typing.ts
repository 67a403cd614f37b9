/** Whether a key pressed there is text for a field, and no command of the page. */
export const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

/** Whether something modal is open, which has the keyboard to itself. */
export const isModalOpen = (): boolean => document.querySelector('[role="dialog"],[role="alertdialog"]') !== null;
