import { describe, expect, test } from 'vitest';
import type { Title } from '../src/api';
import { mergeFirstPage, sortTitles, worthWatching } from '../src/titles/titleList';

const title = (id: string, day: number, state: Title['state'] = 'published'): Title => ({
  id,
  title: id,
  state,
  progress: 0,
  error: null,
  durationSeconds: null,
  playableSeconds: null,
  renditions: [],
  step: null,
  speed: null,
  secondsLeft: null,
  createdAt: `2026-01-${String(day).padStart(2, '0')}T00:00:00Z`,
  notices: [],
});

const known = new Map([title('old', 1), title('gone', 5), title('kept', 6)].map((item) => [item.id, item]));

describe('titleList', () => {
  test('mergeFirstPage_LastPage_ForgetsWhatIsNotListed', () => {
    expect([...mergeFirstPage(known, { items: [title('kept', 6)], nextCursor: null }).keys()]).toEqual(['kept']);
  });

  test('mergeFirstPage_MorePages_KeepsWhatIsOlderThanThePage', () => {
    const merged = mergeFirstPage(known, { items: [title('new', 7), title('kept', 6), title('other', 4)], nextCursor: 'x' });
    expect(sortTitles(merged.values()).map(({ id }) => id)).toEqual(['new', 'kept', 'other', 'old']);
  });

  test('mergeFirstPage_EmptyPage_IsEmpty', () => expect(mergeFirstPage(known, { items: [], nextCursor: null }).size).toBe(0));

  test('worthWatching_MixedStates_PutsRunningWorkFirst', () => {
    const titles = [title('q', 1, 'uploaded'), title('done', 2), title('t2', 4, 'transcoding'), title('t1', 3, 'transcoding'), title('bad', 5, 'failed')];
    expect(worthWatching(titles)).toEqual(['t1', 't2', 'q']);
  });
});
