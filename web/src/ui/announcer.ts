import { setText } from '../dom';

/** Says something to people who use a screen reader, without moving their focus. */
export function announce(message: string): void {
  const region = document.getElementById('announcer');
  if (region !== null) setText(region, message);
}
