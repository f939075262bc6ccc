import { h } from '../dom';

/** Asks before something that can't be undone. Escape and a click outside mean no. */
export function confirmAction(question: string, explanation: string, action: string): Promise<boolean> {
  const cancel = h('button', { class: 'button', value: 'cancel' }, 'Keep it');
  const accept = h('button', { class: 'button button-danger', value: 'accept', 'data-testid': 'confirm' }, action);
  const dialog = h(
    'dialog',
    { class: 'dialog', 'aria-labelledby': 'dialog-question' },
    h(
      'form',
      { method: 'dialog' },
      h('h2', { id: 'dialog-question' }, question),
      h('p', {}, explanation),
      h('div', { class: 'dialog-actions' }, cancel, accept),
    ),
  );
  document.body.append(dialog);
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close('cancel');
  });
  return new Promise((resolve) => {
    dialog.addEventListener('close', () => {
      dialog.remove();
      resolve(dialog.returnValue === 'accept');
    });
    dialog.showModal();
    cancel.focus();
  });
}
