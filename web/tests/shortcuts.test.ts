import { expect, test } from 'vitest';
import { shortcutFor } from '../src/player/shortcuts';

const press = (key: string, focus: 'text' | 'button' | 'menu' | 'other' = 'other', ctrlKey = false) =>
  shortcutFor({ key, ctrlKey, metaKey: false, altKey: false, focus });

test('shortcutFor_SpaceOnAButton_LeavesItToTheButton', () => {
  expect(press(' ')).toEqual({ action: 'toggle' });
  expect(press(' ', 'button')).toBeNull();
});

test('shortcutFor_ArrowsInAMenu_LeavesThemToTheMenu', () => {
  expect(press('ArrowUp', 'menu')).toBeNull();
  expect(press('ArrowUp', 'button')).toEqual({ action: 'volumeBy', amount: 0.05 });
});

test('shortcutFor_TextFieldOrControlKey_IsNothing', () => {
  expect(press('k', 'text')).toBeNull();
  expect(press('f', 'other', true)).toBeNull();
});

test('shortcutFor_CapitalsAndDigits_Work', () => {
  expect(press('L')).toEqual({ action: 'seekBy', amount: 10 });
  expect(press('7')).toEqual({ action: 'seekTo', fraction: 0.7 });
  expect(press('>')).toEqual({ action: 'speedBy', amount: 1 });
});
