import { expect, test } from 'vitest';
import { surroundTwins } from '../src/player/surroundRungs';

const rung = (...audioGroups: string[]) => ({ audioGroups });

test('surroundTwins_StereoAndSurround_NamesTheSurroundOnes', () => {
  expect(surroundTwins([rung('audio-2ch'), rung('audio-6ch'), rung('audio-2ch'), rung('audio-6ch')])).toEqual([1, 3]);
});

test('surroundTwins_OnlySurroundOrNoSound_LeavesAll', () => {
  expect(surroundTwins([rung('audio-6ch'), rung('audio-6ch')])).toEqual([]);
  expect(surroundTwins([rung(), rung()])).toEqual([]);
});

test('surroundTwins_BothGroupsOnOneRung_LeavesIt', () => {
  expect(surroundTwins([rung('audio-2ch', 'audio-6ch')])).toEqual([]);
});
