/** 50 MB: common proxies refuse bodies above 100 MB. */
export const largestChunk = 50_000_000;

/** Below this a proxy that still refuses is not one that smaller chunks can satisfy. */
export const smallestChunk = 256_000;

/** The size to try after a chunk was refused as too large (413), or null where it makes no sense to go on. */
export function smallerChunk(refused: number): number | null {
  return refused <= smallestChunk ? null : Math.max(smallestChunk, Math.floor(refused / 2));
}
