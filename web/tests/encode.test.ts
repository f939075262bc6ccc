import { describe, expect, test } from 'vitest';
import { type Encode, isEncodedAnew, isSettled, type Title } from '../src/api';
import { describeEncode } from '../src/titles/titleStatus';

const encode = (state: Encode['state'], rest: Partial<Encode> = {}): Encode => ({ id: 'e', state, progress: 0.434, step: null, secondsLeft: null, error: null, endedAt: null, ...rest });

const title = (last: Encode | null): Title => ({
  id: 't',
  title: 't',
  state: 'published',
  progress: 1,
  error: null,
  durationSeconds: 60,
  playableSeconds: 60,
  renditions: [],
  step: null,
  speed: null,
  secondsLeft: null,
  createdAt: '2026-01-01T00:00:00Z',
  notices: [],
  encode: last,
});

describe('encode', () => {
  test('isSettled_EncodedAnew_WaitsForItsEnd', () => {
    expect([null, encode('done'), encode('failed')].map((last) => isSettled(title(last)))).toEqual([true, true, true]);
    expect([encode('encoding'), encode('tracks')].map((last) => [isEncodedAnew(title(last)), isSettled(title(last))])).toEqual([[true, false], [true, false]]);
  });

  test('describeEncode_TimeAndStepAreKnown_SaysThem', () => {
    expect(describeEncode(encode('encoding', { step: 'Encoding 720p', secondsLeft: 80 }))).toBe('43 % · Encoding 720p · 1\u00a0min\u00a020\u00a0s\u00a0left');
  });

  test('describeEncode_NothingElseIsKnown_SaysHowFarItIs', () => expect(describeEncode(encode('tracks'))).toBe('43 %'));
});
