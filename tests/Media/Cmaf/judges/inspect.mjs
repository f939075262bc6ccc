// Prints what mp4box reads from a fragmented file as JSON: the track's codec and timescale, and every sample's times.
import { readFileSync } from 'node:fs';
import { createFile } from 'mp4box';

const data = readFileSync(process.argv[2]);
const buffer = data.buffer.slice(data.byteOffset, data.byteOffset + data.length);
buffer.fileStart = 0;
const file = createFile(true);
file.onError = error => { throw new Error(error); };
let info;
file.onReady = ready => { info = ready; };
file.appendBuffer(buffer, true);
file.flush();
const track = file.getInfo().tracks[0];
const samples = file.getTrackSamplesInfo(track.id);
console.log(JSON.stringify({
  ready: info !== undefined,
  codec: track.codec,
  timescale: track.timescale,
  channels: track.audio?.channel_count ?? 0,
  boxes: file.boxes.map(box => box.type),
  samples: samples.map(sample => [sample.dts, sample.cts, sample.duration, sample.size, sample.is_sync ? 1 : 0]),
}));
