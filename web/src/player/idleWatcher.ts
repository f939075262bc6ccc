const idleMilliseconds = 2800;

/** Hides the controls while nothing happens. `mayHide` says when they must stay (paused, a menu open, dragging). */
export function watchIdle(element: HTMLElement, mayHide: () => boolean): { readonly wake: () => void; readonly dispose: () => void } {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const hide = (): void => {
    if (mayHide()) element.classList.add('is-idle');
    else wake();
  };
  const wake = (): void => {
    element.classList.remove('is-idle');
    clearTimeout(timer);
    timer = setTimeout(hide, idleMilliseconds);
  };
  for (const type of ['pointermove', 'pointerdown', 'keydown', 'focusin'] as const) element.addEventListener(type, wake);
  element.addEventListener('pointerleave', (event) => {
    if (event.pointerType === 'mouse') hide();
  });
  wake();
  return { wake, dispose: () => clearTimeout(timer) };
}
