import { type Addition, dismissAddition, removeTrack, type Rendition, retryAddition, type Title } from '../api';
import { h, setText, syncChildren } from '../dom';
import { ActionNote } from '../ui/actionNote';
import { announce } from '../ui/announcer';
import { confirmAction } from '../ui/confirm';
import { icon } from '../ui/icons';
import { ProgressBar } from '../ui/progressBar';
import { UploadRow } from '../uploads/uploadRow';
import { type TrackKind, UploadTask } from '../uploads/uploadTask';
import { languageChoices } from './languages';

/** The sound and subtitles of a published title: what there is, what is on its way, and how to add more. */
export class TrackList {
  readonly element: HTMLElement;
  readonly #tracks = h('ul', { class: 'tracks', 'data-testid': 'tracks' });
  readonly #additions = h('ul', { class: 'tracks', 'aria-label': 'Tracks on their way' });
  readonly #uploads = h('ul', { class: 'upload-rows', 'aria-label': 'Uploads of tracks' });
  readonly #note = new ActionNote();
  readonly #reload = h('p', { class: 'tracks-reload', hidden: true }, 'A new track is ready. ', h('a', { href: '' }, 'Reload the page'), ' to choose it.');
  readonly #rows = new Map<UploadTask, UploadRow>();
  readonly #drawn = new Map<string, Row>();
  #known: ReadonlySet<string> | null = null;

  constructor(
    private readonly titleId: string,
    private readonly refresh: () => void,
  ) {
    this.element = h(
      'section',
      { class: 'watch-tracks', 'aria-labelledby': 'tracks-heading', hidden: true },
      h('h2', { id: 'tracks-heading' }, 'Sound and subtitles'),
      this.#tracks,
      this.#additions,
      this.#uploads,
      this.#reload,
      this.#note.element,
      this.#form(),
    );
  }

  /** Shows the title as it is now. */
  update(title: Title): void {
    this.element.hidden = title.state !== 'published';
    const choices = distinct(title.renditions);
    syncChildren(this.#tracks, choices.map((track) => this.#drawnOnce(JSON.stringify(track), () => ({ element: this.#trackRow(track) })).element));
    const additions = (title.additions ?? []).filter(({ state }) => state !== 'uploading' || this.#rows.size === 0);
    syncChildren(
      this.#additions,
      additions.map((addition) => {
        const row = this.#drawnOnce(`${addition.id}/${addition.state}`, () => this.#additionRow(addition));
        row.update?.(addition);
        return row.element;
      }),
    );
    const ids = new Set(choices.map(({ id }) => id));
    if (this.#known !== null && choices.some(({ id }) => !this.#known?.has(id))) {
      this.#reload.hidden = false;
      announce('A new track is ready.');
    }
    if (title.state === 'published') this.#known = ids;
  }

  dispose(): void {
    for (const row of this.#rows.values()) row.dispose();
  }

  #trackRow(track: Rendition): HTMLElement {
    const remove = h('button', { class: 'icon-button', type: 'button', 'aria-label': `Remove ${track.name ?? track.id}`, 'data-testid': 'track-remove' }, icon('trash'));
    remove.addEventListener('click', () => {
      void confirmAction(`Remove “${track.name ?? track.id}”?`, 'Viewers can no longer choose it. The video and the other tracks stay.', 'Remove').then(async (yes) => {
        if (yes) await this.#try(() => removeTrack(this.titleId, track.id));
      });
    });
    return h(
      'li',
      { class: 'track', 'data-rendition': track.id },
      icon(track.kind === 'audio' ? 'audio' : 'subtitles'),
      h('span', { class: 'track-name', lang: track.language }, track.name ?? track.id),
      h('span', { class: 'track-facts muted' }, facts(track)),
      !(track.kind === 'audio' && track.isDefault === true) && remove,
    );
  }

  /** What is on the page already stays there, with its focus. */
  #drawnOnce(key: string, draw: () => Row): Row {
    const row = this.#drawn.get(key) ?? draw();
    this.#drawn.set(key, row);
    return row;
  }

  #additionRow(addition: Addition): Row {
    const failed = addition.state === 'failed';
    const bar = new ProgressBar('addition-progress', `Progress of ${addition.name}`);
    const step = h('span', { class: failed ? 'track-facts is-error' : 'track-facts muted' });
    const retry = h('button', { class: 'button button-small', type: 'button' }, 'Try again');
    const dismiss = h('button', { class: 'icon-button', type: 'button', 'aria-label': `Give up ${addition.name}` }, icon('close'));
    retry.addEventListener('click', () => void this.#try(() => retryAddition(this.titleId, addition.id)));
    dismiss.addEventListener('click', () => void this.#try(() => dismissAddition(this.titleId, addition.id)));
    const element = h(
      'li',
      { class: 'track', 'data-testid': 'addition' },
      icon(addition.kind === 'audio' ? 'audio' : 'subtitles'),
      h('span', { class: 'track-name' }, addition.name),
      step,
      failed && retry,
      dismiss,
      !failed && bar.element,
    );
    return {
      element,
      update: (now) => {
        bar.update(now.progress);
        setText(step, failed ? (now.error?.message ?? 'It failed.') : (now.step ?? 'Arriving'));
      },
    };
  }

  #form(): HTMLElement {
    const kind = h('select', { id: 'track-kind', name: 'kind' }, h('option', { value: 'audio' }, 'Sound'), h('option', { value: 'subtitles' }, 'Subtitles'));
    const language = h('input', { id: 'track-language', name: 'language', list: 'track-languages', required: true, placeholder: 'French or fr', autocomplete: 'off', 'data-testid': 'track-language' });
    const names = h('datalist', { id: 'track-languages' }, ...languageChoices.map(([, name]) => h('option', { value: name })));
    const file = h('input', { id: 'track-file', type: 'file', required: true, 'data-testid': 'track-file' });
    const accept = (): void => file.setAttribute('accept', kind.value === 'audio' ? 'audio/*,video/*,.mka,.mkv,.flac,.m4a,.ac3,.eac3' : '.vtt,.srt,text/vtt');
    kind.addEventListener('change', accept);
    accept();
    const form = h(
      'form',
      { class: 'track-form', 'data-testid': 'track-form' },
      h('label', { for: 'track-kind' }, 'Add', kind),
      h('label', { for: 'track-language' }, 'Language', language, names),
      h('label', { for: 'track-file', class: 'track-file' }, 'File', file),
      h('button', { class: 'button button-primary', type: 'submit', 'data-testid': 'track-add' }, 'Add a language'),
    );
    form.addEventListener('submit', (event) => {
      event.preventDefault();
      const chosen = file.files?.[0];
      if (chosen === undefined) return;
      this.#send(chosen, kind.value as TrackKind, tagOf(language.value));
      file.value = '';
      language.value = '';
    });
    return form;
  }

  #send(file: File, kind: TrackKind, language: string): void {
    const task = new UploadTask(file, { titleId: this.titleId, kind, language });
    const row = new UploadRow(task, () => {
      void task.cancel();
      this.#forget(task);
    });
    this.#rows.set(task, row);
    this.#uploads.append(row.element);
    task.changed.add(() => {
      if (task.state !== 'done') return;
      this.#forget(task);
      this.refresh();
    });
    void task.start();
  }

  #forget(task: UploadTask): void {
    const row = this.#rows.get(task);
    row?.dispose();
    row?.element.remove();
    this.#rows.delete(task);
  }

  async #try(action: () => Promise<void>): Promise<void> {
    await this.#note.try(action);
    this.refresh();
  }
}

interface Row {
  readonly element: HTMLElement;
  readonly update?: (addition: Addition) => void;
}

/** One row for each choice that a viewer has: the stereo and the 5.1 rendition of a track share a name. */
function distinct(renditions: readonly Rendition[]): readonly Rendition[] {
  const byChoice = new Map<string, Rendition>();
  for (const track of renditions) {
    if (track.kind !== 'audio' && track.kind !== 'subtitles') continue;
    const key = `${track.kind}/${track.name ?? track.id}`;
    const known = byChoice.get(key);
    if (known === undefined || (track.channels ?? 0) > (known.channels ?? 0)) byChoice.set(key, track);
  }
  return [...byChoice.values()];
}

function facts(track: Rendition): string {
  const channels = track.channels === undefined || track.channels === null ? '' : track.channels > 2 ? '5.1' : 'stereo';
  return [track.language, channels, track.isDefault === true ? 'default' : ''].filter((part) => part !== '' && part !== null && part !== undefined).join(' · ');
}

/** The tag of a language that was chosen by its name; a tag is one already. */
export function tagOf(text: string): string {
  const wanted = text.trim();
  return languageChoices.find(([, name]) => name.toLowerCase() === wanted.toLowerCase())?.[0] ?? wanted;
}
