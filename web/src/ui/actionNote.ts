import { h, setText } from '../dom';
import { describeError } from '../problem';

/** Where a section says why what was asked of it could not be done; hidden until then. */
export class ActionNote {
  readonly element = h('p', { class: 'upload-note is-error', role: 'status', hidden: true });

  /** Does it, and says why where it fails. */
  async try(action: () => Promise<void>): Promise<void> {
    try {
      await action();
      this.element.hidden = true;
    } catch (error) {
      setText(this.element, describeError(error));
      this.element.hidden = false;
    }
  }
}
