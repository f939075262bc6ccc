import { h, setAttribute } from '../dom';

/** A thin bar. The fraction lives in a custom property, so that CSS can animate it. */
export class ProgressBar {
  readonly element: HTMLElement;

  constructor(testId: string, label: string) {
    this.element = h(
      'div',
      { class: 'bar', role: 'progressbar', 'aria-label': label, 'aria-valuemin': 0, 'aria-valuemax': 100, 'data-testid': testId },
      h('div', { class: 'bar-fill' }),
    );
    this.update(0);
  }

  /** Shows a fraction from 0 to 1. */
  update(fraction: number): void {
    const bounded = Math.min(1, Math.max(0, Number.isFinite(fraction) ? fraction : 0));
    setAttribute(this.element, 'aria-valuenow', Math.floor(bounded * 100));
    this.element.style.setProperty('--fraction', bounded.toFixed(4));
  }
}
