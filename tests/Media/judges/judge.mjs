// Runs independent parsers over every playlist and manifest of a folder and prints what they saw, as JSON:
// [{ file, judge, problems: [...], duration, segments, variants }]. Usage: node judge.mjs FOLDER
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import HLS from 'hls-parser';
import { Parser as M3u8Parser } from 'm3u8-parser';
import { parse as parseMpd } from 'mpd-parser';

HLS.setOptions({ strictMode: true, silent: false });

const sum = (durations) => durations.reduce((total, duration) => total + duration, 0);

// hls-parser reports what it only dislikes on the console; here that counts as a problem too.
function listening(judge) {
  const problems = [];
  const { error, warn, log } = console;
  console.error = console.warn = console.log = (...words) => problems.push(words.join(' '));
  try {
    return { problems, ...judge(problems) };
  } catch (failure) {
    return { problems: [...problems, String(failure)] };
  } finally {
    Object.assign(console, { error, warn, log });
  }
}

const judges = {
  '.m3u8': {
    'hls-parser': (text) => () => {
      const playlist = HLS.parse(text);
      return playlist.isMasterPlaylist
        ? { variants: playlist.variants.filter((variant) => !variant.isIFrameOnly).length }
        : { segments: playlist.segments.length, duration: sum(playlist.segments.map((segment) => segment.duration)) };
    },
    'm3u8-parser': (text) => (problems) => {
      const parser = new M3u8Parser();
      for (const kind of ['warn', 'error']) parser.on(kind, (event) => problems.push(event.message));
      parser.push(text);
      parser.end();
      const { playlists, segments } = parser.manifest;
      return playlists
        ? { variants: playlists.length }
        : { segments: segments.length, duration: sum(segments.map((segment) => segment.duration)) };
    },
  },
  '.mpd': {
    'mpd-parser': (text) => (problems) => {
      const manifest = parseMpd(text, {
        manifestUri: 'http://127.0.0.1/index.mpd',
        eventHandler: ({ type, message }) => problems.push(`${type}: ${message}`),
      });
      const [first] = manifest.playlists;
      return {
        variants: manifest.playlists.length,
        segments: first.segments.length,
        duration: sum(first.segments.map((segment) => segment.duration)),
        audio: Object.keys(manifest.mediaGroups.AUDIO.audio ?? {}),
        subtitles: Object.keys(manifest.mediaGroups.SUBTITLES.subs ?? {}),
        firstUri: first.segments[0]?.resolvedUri,
        initUri: first.segments[0]?.map?.resolvedUri,
      };
    },
  },
};

const [folder] = process.argv.slice(2);
const results = [];
for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
  const extension = Object.keys(judges).find((ending) => entry.name.endsWith(ending));
  if (!entry.isFile() || !extension) continue;
  const path = join(entry.parentPath ?? entry.path, entry.name);
  const text = readFileSync(path, 'utf8');
  for (const [judge, read] of Object.entries(judges[extension])) {
    results.push({ file: relative(folder, path), judge, ...listening(read(text)) });
  }
}

process.stdout.write(JSON.stringify(results));
