import { failureReason, getTitle, isFinished, isPlayable, isSettled, newerOf, type Title, videoRungs } from '../api';
import { h, setText, syncChildren } from '../dom';
import { formatAge, formatClock } from '../format';
import { describeError } from '../problem';
import { EncodeSection } from '../titles/encodeSection';
import { EventScheduler } from '../titles/eventScheduler';
import { titleStreams } from '../titles/titleEvents';
import { describeProgress, stateName } from '../titles/titleStatus';
import { TrackList } from '../titles/trackList';
import { icon } from '../ui/icons';
import { ProgressBar } from '../ui/progressBar';
import { Player } from './player';

/** The page of one title: the player, and what there is to know below it. Answers how to leave it. */
export function showWatch(main: HTMLElement, titleId: string): () => void {
  const stage = h('div', { class: 'stage' });
  const name = h('h1', { class: 'watch-title' });
  const meta = h('p', { class: 'muted' });
  const progress = h('p', { class: 'card-progress' });
  const bar = new ProgressBar('title-progress', 'Transcoding progress');
  const notices = h('ul', { class: 'card-notices muted' });
  const work = h('div', { class: 'watch-work', hidden: true }, bar.element, progress);
  const tracks = new TrackList(titleId, () => void refresh());
  const encode = new EncodeSection(titleId, () => void refresh());
  const hints = keyHints();
  hints.hidden = true;
  main.replaceChildren(
    h('a', { class: 'back-link', href: '/' }, icon('back'), 'Library'),
    stage,
    h('div', { class: 'watch-about' }, name, meta, work, notices, tracks.element, encode.element, hints),
  );

  let player: Player | null = null;
  let left = false;
  let shown: Title | undefined;
  const show = (incoming: Title): void => {
    const title = newerOf(shown, incoming);
    shown = title;
    document.title = `${title.title} · StreamVerse`;
    setText(name, title.title);
    setText(meta, describe(title));
    bar.update(title.progress);
    setText(progress, `${stateName(title.state)} · ${describeProgress(title)}`);
    work.hidden = isFinished(title);
    syncChildren(notices, title.notices.map((notice) => h('li', {}, notice)));
    tracks.update(title);
    encode.update(title);
    if (player !== null) {
      player.update(title);
    } else if (isPlayable(title)) {
      player = new Player(title);
      stage.replaceChildren(player.element);
      hints.hidden = false;
      void player.start();
    } else {
      stage.replaceChildren(placeholder(title.state === 'failed' ? failureReason(title) : 'This can be watched as soon as its first seconds are ready.'));
    }
    events.want(isSettled(title) ? [] : [title.id]);
  };
  const refresh = async (): Promise<void> => {
    try {
      const title = await getTitle(titleId);
      if (!left) show(title);
    } catch (error) {
      if (!left && player === null) stage.replaceChildren(placeholder(describeError(error)));
    }
  };
  const events = new EventScheduler(titleStreams(show, () => void refresh()), 1);
  stage.replaceChildren(placeholder(''));
  void refresh();
  return () => {
    left = true;
    events.dispose();
    tracks.dispose();
    player?.dispose();
  };
}

const placeholder = (message: string): HTMLElement => h('div', { class: 'player player-placeholder' }, message !== '' && h('p', { role: 'status' }, message));

function describe(title: Title): string {
  const parts = [title.durationSeconds ? formatClock(title.durationSeconds) : '', videoRungs(title).join(', '), formatAge(title.createdAt, new Date())];
  return parts.filter((part) => part !== '').join(' · ');
}

function keyHints(): HTMLElement {
  const keys: readonly (readonly [string, string])[] = [
    ['Space', 'play'],
    ['← →', '5 s'],
    ['J L', '10 s'],
    ['F', 'full screen'],
    ['M', 'mute'],
    ['C', 'subtitles'],
    ['< >', 'speed'],
    ['I', 'figures'],
  ];
  return h('ul', { class: 'key-hints muted', 'aria-label': 'Keys' }, ...keys.map(([key, what]) => h('li', {}, h('kbd', {}, key), ` ${what}`)));
}
