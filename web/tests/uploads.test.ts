import { describe, expect, test } from 'vitest';
import { largestChunk, smallerChunk, smallestChunk } from '../src/uploads/chunkSize';
import { RateMeter } from '../src/uploads/rateMeter';
import { titleFromFilename, titleIdFrom } from '../src/uploads/uploadTask';

describe('uploads', () => {
  test('smallerChunk_RefusedAgainAndAgain_EndsAtTheFloor', () => {
    const sizes: number[] = [];
    for (let size: number | null = largestChunk; size !== null; size = smallerChunk(size)) sizes.push(size);
    expect(sizes.at(-1)).toBe(smallestChunk);
    expect(sizes.length).toBeLessThan(12);
  });

  test('bytesPerSecond_SteadyTransfer_IsItsSpeed', () => {
    const meter = new RateMeter(4000);
    for (let second = 0; second <= 10; second++) meter.add(second * 2_000_000, second * 1000);
    expect(meter.bytesPerSecond).toBe(2_000_000);
  });

  test('bytesPerSecond_TooLittleKnown_IsNull', () => {
    const meter = new RateMeter();
    meter.add(0, 0);
    meter.add(500, 100);
    expect(meter.bytesPerSecond).toBeNull();
  });

  test('bytesPerSecond_ServerHasLess_CountsAnew', () => {
    const meter = new RateMeter();
    meter.add(9000, 0);
    meter.add(1000, 1000);
    meter.add(3000, 2000);
    expect(meter.bytesPerSecond).toBe(2000);
  });

  test.each([
    ['/v1/titles/abc', 'abc'],
    ['http://host/v1/titles/a%20b', 'a b'],
    ['/v1/uploads/abc', null],
    [undefined, null],
  ])('titleIdFrom_%s_is_%s', (location, id) => expect(titleIdFrom(location)).toBe(id));

  test.each([
    ['My_holiday.final.mp4', 'My holiday.final'],
    ['noextension', 'noextension'],
    ['.mp4', '.mp4'],
  ])('titleFromFilename_%s_is_%s', (name, title) => expect(titleFromFilename(name)).toBe(title));
});
