import { defaultOptions, type PreviousUpload } from 'tus-js-client';

/** An upload that an earlier visit left behind; the server still has its bytes. */
export interface UnfinishedUpload {
  readonly key: string;
  readonly filename: string;
  readonly size: number;
  readonly fraction: number;
}

const mostChecked = 5;

/** Finds what earlier visits left behind, and forgets what the server no longer has. */
export async function findUnfinishedUploads(): Promise<readonly UnfinishedUpload[]> {
  const stored = await defaultOptions.urlStorage.findAllUploads();
  const newest = stored.sort((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime)).slice(0, mostChecked);
  const found = await Promise.all(newest.map(check));
  return found.filter((upload) => upload !== null);
}

/** Forgets an upload here; the server lets it expire. */
export const forgetUnfinishedUpload = (key: string): Promise<void> => defaultOptions.urlStorage.removeUpload(key);

async function check(upload: PreviousUpload): Promise<UnfinishedUpload | null> {
  if (upload.uploadUrl === null || upload.size === null || upload.size === 0) return null;
  // Another origin's leftovers are not ours to ask about.
  if (new URL(upload.uploadUrl, location.origin).origin !== location.origin) return null;
  try {
    const response = await fetch(upload.uploadUrl, { method: 'HEAD', headers: { 'Tus-Resumable': '1.0.0' } });
    if (response.status === 404 || response.status === 410) {
      await forgetUnfinishedUpload(upload.urlStorageKey);
      return null;
    }
    const offset = Number(response.headers.get('Upload-Offset') ?? Number.NaN);
    if (!response.ok || !(offset >= 0)) return null;
    return {
      key: upload.urlStorageKey,
      filename: upload.metadata['filename'] ?? 'a file',
      size: upload.size,
      fraction: Math.min(1, offset / upload.size),
    };
  } catch {
    return null; // No connection: the offer can wait for the next visit, choosing the file works regardless.
  }
}
