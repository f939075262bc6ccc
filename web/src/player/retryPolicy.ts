const delays = [1000, 2000, 4000, 8000, 15_000, 15_000];

/** How long to wait before the next try after so many failures, or null where it is time to give up. */
export const retryDelay = (failures: number): number | null => delays[failures] ?? null;
