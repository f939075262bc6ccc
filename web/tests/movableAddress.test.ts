import { expect, test } from 'vitest';
import { MovableAddress } from '../src/player/movableAddress';

test('current_AfterMoves_FindsWhatWasBelowAnyEarlierFolder', () => {
  const address = new MovableAddress('http://host/media/one/title/main.m3u8');
  expect(address.current('http://host/media/one/title/v720/1.m4s')).toBe('http://host/media/one/title/v720/1.m4s');
  address.moveTo('http://host/media/two/title/main.m3u8');
  address.moveTo('http://host/media/three/title/main.m3u8');
  expect(address.current('http://host/media/one/title/v720/1.m4s')).toBe('http://host/media/three/title/v720/1.m4s');
  expect(address.current('http://host/media/two/title/v720/1.m4s')).toBe('http://host/media/three/title/v720/1.m4s');
  expect(address.current('http://other/1.m4s')).toBe('http://other/1.m4s');
});
