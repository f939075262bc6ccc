import type { Title, TitlePage } from '../api';

/** The newest first; the id decides between equals, so that cards never swap places. */
export function sortTitles(titles: Iterable<Title>): Title[] {
  return [...titles].sort((a, b) => Date.parse(b.createdAt) - Date.parse(a.createdAt) || a.id.localeCompare(b.id));
}

/**
 * Brings the known titles up to date with a fresh first page: what the page covers and no longer lists was deleted.
 * Titles older than the page stay as they are.
 */
export function mergeFirstPage(known: ReadonlyMap<string, Title>, page: TitlePage): Map<string, Title> {
  const fresh = new Map(page.items.map((title) => [title.id, title]));
  const oldest = Math.min(...page.items.map((title) => Date.parse(title.createdAt)));
  const merged = new Map<string, Title>();
  for (const [id, title] of known) {
    const covered = page.nextCursor === null || Date.parse(title.createdAt) > oldest;
    if (!covered) merged.set(id, title);
  }
  for (const [id, title] of fresh) merged.set(id, title);
  return merged;
}

/** Titles that still change, in the order in which a live view of them is worth a connection. */
export function worthWatching(titles: readonly Title[]): string[] {
  const order = { transcoding: 0, inspecting: 1, uploaded: 2, published: 9, failed: 9 } as const;
  return titles
    .filter((title) => order[title.state] < 9)
    .sort((a, b) => order[a.state] - order[b.state] || Date.parse(a.createdAt) - Date.parse(b.createdAt))
    .map((title) => title.id);
}
