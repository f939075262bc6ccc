import { describe, expect, test } from 'vitest';
import { parseThumbnails, spriteOf, thumbnailAt } from '../src/player/thumbnails';

const track = `WEBVTT

NOTE a remark

1
00:00:00.000 --> 00:00:02.000
sprite0.jpg#xywh=0,0,160,90

01:02.000 --> 01:04.500 align:start
sheets/1.jpg#xywh=pixel:160,90,160,90

00:02:00.000 --> 00:02:02.000
no tile here
`;

describe('thumbnails', () => {
  const parsed = parseThumbnails(track, 'http://host/v1/media/token/title/thumbnails.vtt');

  test('parseThumbnails_CuesWithTiles_ResolvesAddressesAndTimes', () => {
    expect(parsed).toEqual([
      { url: 'http://host/v1/media/token/title/sprite0.jpg', x: 0, y: 0, width: 160, height: 90, start: 0, end: 2 },
      { url: 'http://host/v1/media/token/title/sheets/1.jpg', x: 160, y: 90, width: 160, height: 90, start: 62, end: 64.5 },
    ]);
  });

  test('parseThumbnails_WindowsLineEnds_ReadsTheSame', () => {
    expect(parseThumbnails(track.replaceAll('\n', '\r\n'), 'http://host/v1/media/token/title/thumbnails.vtt')).toEqual(parsed);
  });

  test.each([
    [0, 0],
    [1.99, 0],
    [30, 0],
    [62, 62],
    [1e6, 62],
  ])('thumbnailAt_%s_StartsAt_%s', (time, start) => expect(thumbnailAt(parsed, time)?.start).toBe(start));

  test('thumbnailAt_NoThumbnails_IsNull', () => expect(thumbnailAt([], 1)).toBeNull());

  test('spriteOf_EmptyTile_IsNull', () => expect(spriteOf('a.jpg#xywh=0,0,0,90')).toBeNull());
});
