import { describe, expect, test } from 'vitest';
import { formatAge, formatBitrate, formatBytes, formatClock, formatLanguage, formatPercent, formatResolution, formatTimeLeft } from '../src/format';

describe('format', () => {
  test.each([
    [0, '0 B'],
    [1536, '1.5 KB'],
    [999_600, '1.0 MB'],
    [123_456_789, '123 MB'],
    [30e9, '30.0 GB'],
    [Number.NaN, '–'],
  ])('formatBytes_%s_is_%s', (bytes, text) => expect(formatBytes(bytes)).toBe(text));

  test.each([
    [0, '0:00'],
    [63.9, '1:03'],
    [3723, '1:02:03'],
    [Number.POSITIVE_INFINITY, '–'],
  ])('formatClock_%s_is_%s', (seconds, text) => expect(formatClock(seconds)).toBe(text));

  test.each([
    [0.2, '1 s left'],
    [95, '1 min 35 s left'],
    [120, '2 min left'],
    [1500, '25 min left'],
    [7260, '2 h 1 min left'],
    [null, ''],
  ])('formatTimeLeft_%s_is_%s', (seconds, text) => expect(formatTimeLeft(seconds)).toBe(text));

  test('formatPercent_AlmostDone_DoesNotSayAll', () => {
    expect(formatPercent(0.9999)).toBe('99 %');
    expect(formatPercent(0.29)).toBe('29 %');
    expect(formatPercent(1)).toBe('100 %');
  });

  test('formatResolution_Portrait_IsNamedByItsShortSide', () => expect(formatResolution(720, 1280)).toBe('720p'));

  test('formatBitrate_BelowAMegabit_IsInKilobits', () => expect(formatBitrate(640_000)).toBe('640 kb/s'));

  test('formatAge_Yesterday_IsCoarse', () => expect(formatAge('2026-01-01T10:00:00Z', new Date('2026-01-02T11:00:00Z'))).toBe('yesterday'));

  test('formatLanguage_MalformedTag_IsShownAsItIs', () => {
    expect(formatLanguage('de')).toBe('German');
    expect(formatLanguage('!!')).toBe('!!');
  });
});
