// Uploads a file by tus, as any program would, and tells of it line by line as JSON:
// {"progress":BYTES} as bytes are accepted, {"retry":STATUS} before each retry, and at the end {"title":ADDRESS} or {"error":STATUS}.
// Usage: node upload.mjs ENDPOINT FILE CHUNK_BYTES [MEMORY]
// With MEMORY, a file, it remembers uploads there as a browser does, and goes on with what it began earlier.
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import * as tus from 'tus-js-client';

const [endpoint, path, chunkSize, memory] = process.argv.slice(2);
const tell = (fact) => process.stdout.write(`${JSON.stringify(fact)}\n`);
let title = null;

const upload = new tus.Upload(createReadStream(path), {
  endpoint,
  chunkSize: Number(chunkSize),
  uploadSize: statSync(path).size,
  metadata: { filename: basename(path), title: 'By tus-js-client' },
  ...(memory ? { urlStorage: new tus.FileUrlStorage(memory), storeFingerprintForResuming: true, fingerprint: () => Promise.resolve(path) } : {}),
  retryDelays: Array(60).fill(500),
  onChunkComplete: (_, accepted) => tell({ progress: accepted }),
  onShouldRetry: (error) => {
    tell({ retry: error.originalResponse?.getStatus() ?? 0 });
    return true;
  },
  onAfterResponse: (_, response) => {
    title = response.getHeader('Content-Location') ?? title;
  },
  onError: (error) => tell({ error: error.originalResponse?.getStatus() ?? 0, message: error.message }),
  onSuccess: () => tell({ title }),
});
if (memory) {
  const [previous] = await upload.findPreviousUploads();
  if (previous) {
    tell({ previous: previous.uploadUrl });
    upload.resumeFromPreviousUpload(previous);
  }
}
upload.start();
