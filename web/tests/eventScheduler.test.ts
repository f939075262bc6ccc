import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { EventScheduler, type StreamHandlers } from '../src/titles/eventScheduler';

describe('EventScheduler', () => {
  let open: Map<string, StreamHandlers>;
  let scheduler: EventScheduler;

  beforeEach(() => {
    vi.useFakeTimers();
    open = new Map();
    scheduler = new EventScheduler((id, handlers) => {
      open.set(id, handlers);
      return { close: () => open.delete(id) };
    }, 2);
  });

  afterEach(() => {
    scheduler.dispose();
    vi.useRealTimers();
  });

  const live = (): string[] => [...open.keys()].sort();

  test('want_MoreThanTheMaximum_OpensTheFirstOnes', () => {
    scheduler.want(['a', 'b', 'c']);
    expect(live()).toEqual(['a', 'b']);
  });

  test('want_OneIsOver_TheNextTakesItsPlace', () => {
    scheduler.want(['a', 'b', 'c']);
    scheduler.want(['b', 'c']);
    expect(live()).toEqual(['b', 'c']);
  });

  test('failed_WhileOthersWait_GivesThePlaceAway', () => {
    scheduler.want(['a', 'b', 'c']);
    open.get('a')?.failed();
    expect(live()).toEqual(['b', 'c']);
  });

  test('failed_AgainAndAgain_BacksOffUpToHalfAMinute', () => {
    scheduler.want(['a']);
    for (const delay of [1000, 2000, 4000, 8000, 16_000, 30_000, 30_000]) {
      open.get('a')?.failed();
      vi.advanceTimersByTime(delay - 1);
      expect(live()).toEqual([]);
      vi.advanceTimersByTime(1);
      expect(live()).toEqual(['a']);
    }
  });

  test('received_AfterFailures_StartsTheBackOffAnew', () => {
    scheduler.want(['a']);
    open.get('a')?.failed();
    vi.advanceTimersByTime(1000);
    open.get('a')?.received();
    open.get('a')?.failed();
    vi.advanceTimersByTime(1000);
    expect(live()).toEqual(['a']);
  });

  test('suspend_WithOpenStreams_ClosesThemUntilResume', () => {
    scheduler.want(['a', 'b']);
    scheduler.suspend();
    expect(live()).toEqual([]);
    scheduler.want(['a']);
    expect(live()).toEqual([]);
    scheduler.resume();
    expect(live()).toEqual(['a']);
  });
});
