import { h, setAttribute, setText } from '../dom';
import { type IconName, icon } from '../ui/icons';

export interface MenuOption {
  readonly id: number;
  readonly label: string;
  readonly hint?: string;
  readonly checked: boolean;
  /** Attributes for tests and styles, without the leading "data-". */
  readonly data?: Readonly<Record<string, string | number>>;
}

let openMenu: Menu | null = null;

/** A button of the control bar with a list of choices above it. One menu is open at a time. */
export class Menu {
  readonly element: HTMLElement;
  readonly #button: HTMLButtonElement;
  readonly #badge = h('span', { class: 'menu-badge' });
  readonly #list: HTMLElement;
  #shown = '';

  constructor(
    private readonly name: string,
    private readonly label: string,
    iconName: IconName,
    private readonly select: (id: number) => void,
  ) {
    this.#button = h(
      'button',
      { class: 'control', type: 'button', 'aria-haspopup': 'menu', 'aria-expanded': 'false', 'aria-label': label, 'data-testid': `${name}-menu` },
      icon(iconName),
      this.#badge,
    );
    this.#list = h('div', { class: 'menu-list', role: 'menu', 'aria-label': label, hidden: true });
    this.element = h('div', { class: 'menu' }, this.#button, this.#list);
    this.#button.addEventListener('click', () => (this.isOpen ? this.close() : this.#open()));
    this.#list.addEventListener('keydown', (event) => this.#move(event));
    this.#list.addEventListener('click', (event) => this.#choose(event));
    this.element.addEventListener('focusout', (event) => {
      if (event.relatedTarget instanceof Node && !this.element.contains(event.relatedTarget)) this.close();
    });
  }

  /** Closes whichever menu is open; true where there was one. */
  static closeOpen(): boolean {
    const menu = openMenu;
    menu?.close();
    return menu !== null;
  }

  static contains(node: Node): boolean {
    return openMenu?.element.contains(node) ?? false;
  }

  get isOpen(): boolean {
    return openMenu === this;
  }

  /** Shows these choices; an empty list hides the button. */
  update(options: readonly MenuOption[], badge = ''): void {
    this.element.hidden = options.length === 0;
    setText(this.#badge, badge);
    setAttribute(this.#button, 'aria-label', badge === '' ? this.label : `${this.label}: ${badge}`);
    setAttribute(this.#button, 'title', this.label);
    const fingerprint = JSON.stringify(options);
    if (fingerprint === this.#shown) return;
    this.#shown = fingerprint;
    const focused = [...this.#list.children].indexOf(document.activeElement as Element);
    this.#list.replaceChildren(h('p', { class: 'menu-title' }, this.label), ...options.map((option) => this.#item(option)));
    if (focused >= 0) (this.#list.children[focused] as HTMLElement | undefined)?.focus();
  }

  close(): void {
    if (!this.isOpen) return;
    openMenu = null;
    const hadFocus = this.#list.contains(document.activeElement);
    this.#list.hidden = true;
    setAttribute(this.#button, 'aria-expanded', 'false');
    if (hadFocus) this.#button.focus();
  }

  #open(): void {
    Menu.closeOpen();
    openMenu = this;
    this.#list.hidden = false;
    setAttribute(this.#button, 'aria-expanded', 'true');
    this.#list.querySelector<HTMLElement>('[aria-checked="true"]')?.focus();
  }

  #item(option: MenuOption): HTMLElement {
    const data = Object.fromEntries(Object.entries(option.data ?? {}).map(([key, value]) => [`data-${key}`, value]));
    return h(
      'button',
      {
        class: 'menu-item',
        type: 'button',
        role: 'menuitemradio',
        tabindex: -1,
        'aria-checked': String(option.checked),
        'data-id': option.id,
        'data-testid': `${this.name}-option`,
        ...data,
      },
      icon('check'),
      h('span', { class: 'menu-label' }, option.label),
      option.hint !== undefined && h('span', { class: 'menu-hint' }, option.hint),
    );
  }

  #choose(event: Event): void {
    const item = event.target instanceof Element ? event.target.closest<HTMLElement>('.menu-item') : null;
    if (item === null) return;
    this.close();
    this.select(Number(item.dataset['id']));
  }

  #move(event: KeyboardEvent): void {
    const items = [...this.#list.querySelectorAll<HTMLElement>('.menu-item')];
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    items.at(next % items.length)?.focus();
  }
}
