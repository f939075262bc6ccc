import { formatResolution } from './format';
import { parseProblem } from './problem';

export type TitleState = 'uploaded' | 'inspecting' | 'transcoding' | 'published' | 'failed';

/** What a title can be watched or heard in; width and height are those of video. */
export interface Rendition {
  readonly id: string;
  readonly kind?: 'video' | 'audio' | 'subtitles';
  readonly width?: number | null;
  readonly height?: number | null;
  readonly language?: string | null;
  readonly name?: string | null;
  readonly channels?: number | null;
  readonly isDefault?: boolean;
}

/** A track on its way into a published title. */
export interface Addition {
  readonly id: string;
  readonly kind: 'audio' | 'subtitles';
  readonly language: string;
  readonly name: string;
  readonly state: 'uploading' | 'processing' | 'failed';
  readonly progress: number;
  readonly step: string | null;
  readonly error: { readonly code: string; readonly message: string } | null;
}

/** The last re-encode of a title: a new version is made beside the one that viewers have, and takes its place once it is whole. */
export interface Encode {
  readonly id: string;
  readonly state: 'encoding' | 'tracks' | 'done' | 'failed';
  readonly progress: number;
  readonly step: string | null;
  readonly secondsLeft: number | null;
  readonly error: { readonly code: string; readonly message: string } | null;
  readonly endedAt: string | null;
}

/** A title as the server describes it. Seconds are of media time; `progress` runs from 0 to 1. */
export interface Title {
  readonly id: string;
  readonly title: string;
  readonly state: TitleState;
  readonly progress: number;
  readonly error: { readonly code: string; readonly message: string } | string | null;
  readonly durationSeconds: number | null;
  readonly playableSeconds: number | null;
  readonly renditions: readonly Rendition[];
  readonly step: string | null;
  readonly speed: number | null;
  readonly secondsLeft: number | null;
  readonly createdAt: string;
  readonly notices: readonly string[];
  readonly additions?: readonly Addition[];
  readonly encode?: Encode | null;
  /** Whether what was uploaded is still there; without it nothing can be encoded anew. */
  readonly hasOriginal?: boolean;
  readonly posterUrl?: string | null;
  /** Grows with every change of the title. */
  readonly revision?: number;
}

export interface TitlePage {
  readonly items: readonly Title[];
  readonly nextCursor: string | null;
}

export interface PlaybackSession {
  readonly sessionId: string;
  readonly hlsUrl: string;
  readonly dashUrl: string;
  readonly thumbnailsUrl?: string;
  readonly heartbeatSeconds: number;
  readonly expiresAt: string;
}

/** What the player reports with each heartbeat. */
export interface Heartbeat {
  readonly positionSeconds: number;
  readonly bitrate: number;
  /** Seconds stalled since the last beat. */
  readonly stallSeconds: number;
  /** Frames dropped since the last beat. */
  readonly droppedFrames: number;
}

const requestTimeoutMilliseconds = 20_000;

export const uploadsUrl = '/v1/uploads';
export const titleEventsUrl = (id: string): string => `${titleUrl(id)}/events`;

export const listTitles = (cursor: string | null): Promise<TitlePage> =>
  requestJson<TitlePage>(cursor === null ? '/v1/titles' : `/v1/titles?cursor=${encodeURIComponent(cursor)}`);

export const getTitle = (id: string): Promise<Title> => requestJson<Title>(titleUrl(id));

export const deleteTitle = async (id: string): Promise<void> => {
  await request(titleUrl(id), { method: 'DELETE' });
};

export const retryTitle = async (id: string): Promise<void> => {
  await request(`${titleUrl(id)}/retry`, { method: 'POST' });
};

/** Has everything made anew, or tried again where that failed. */
export const encodeTitle = async (id: string): Promise<void> => {
  await request(`${titleUrl(id)}/encodes`, { method: 'POST' });
};

/** Calls a re-encode off, or forgets one that failed. */
export const dismissEncode = async (id: string, encodeId: string): Promise<void> => {
  await request(`${titleUrl(id)}/encodes/${encodeURIComponent(encodeId)}`, { method: 'DELETE' });
};

export const removeTrack = async (id: string, renditionId: string): Promise<void> => {
  await request(`${titleUrl(id)}/tracks/${encodeURIComponent(renditionId)}`, { method: 'DELETE' });
};

export const retryAddition = async (id: string, additionId: string): Promise<void> => {
  await request(`${additionUrl(id, additionId)}/retry`, { method: 'POST' });
};

export const dismissAddition = async (id: string, additionId: string): Promise<void> => {
  await request(additionUrl(id, additionId), { method: 'DELETE' });
};

export const startPlayback = (titleId: string): Promise<PlaybackSession> =>
  requestJson<PlaybackSession>('/v1/playback/sessions', jsonBody('POST', { titleId }));

/** Keeps a session alive. The answer has addresses that are good for longer, where the server renews them. */
export const sendHeartbeat = async (sessionId: string, heartbeat: Heartbeat): Promise<PlaybackSession | null> => {
  const response = await request(`${sessionUrl(sessionId)}/heartbeat`, jsonBody('POST', heartbeat));
  return response.status === 200 ? ((await response.json()) as PlaybackSession) : null;
};

/** Ends a session, also while the page is going away (hence `keepalive`). */
export const endPlayback = async (sessionId: string): Promise<void> => {
  await request(sessionUrl(sessionId), { method: 'DELETE', keepalive: true });
};

/** Why a title failed, in one sentence, whichever form the server gave it in. */
export function failureReason(title: Title): string {
  if (title.error === null) return 'The server gave no reason.';
  return typeof title.error === 'string' ? title.error : title.error.message;
}

/** The names of the video rungs, the best first: "1080p", "720p". */
export function videoRungs(title: Title): readonly string[] {
  const sizes = title.renditions.map(({ width, height }) => ({ width: width ?? 0, height: height ?? 0 })).filter(({ height }) => height > 0);
  sizes.sort((a, b) => b.width * b.height - a.width * a.height);
  return sizes.map(({ width, height }) => formatResolution(width, height));
}

/** Of two states of one title, the one that the server made later. */
export const newerOf = (known: Title | undefined, incoming: Title): Title =>
  known !== undefined && (known.revision ?? 0) > (incoming.revision ?? 0) ? known : incoming;

export const isFinished = (title: Title): boolean => title.state === 'published' || title.state === 'failed';

export const isEncodedAnew = (title: Title): boolean => title.encode?.state === 'encoding' || title.encode?.state === 'tracks';

/** Whether there is nothing to wait for, tracks on their way and re-encodes included. */
export const isSettled = (title: Title): boolean => isFinished(title) && !isEncodedAnew(title) && (title.additions ?? []).every(({ state }) => state === 'failed');

export const isPlayable = (title: Title): boolean =>
  title.state === 'published' || (title.state !== 'failed' && (title.playableSeconds ?? 0) > 0);

const titleUrl = (id: string): string => `/v1/titles/${encodeURIComponent(id)}`;
const additionUrl = (id: string, additionId: string): string => `${titleUrl(id)}/additions/${encodeURIComponent(additionId)}`;
const sessionUrl = (id: string): string => `/v1/playback/sessions/${encodeURIComponent(id)}`;

const jsonBody = (method: string, body: unknown): RequestInit => ({
  method,
  headers: { 'Content-Type': 'application/json' },
  body: JSON.stringify(body),
});

async function requestJson<T>(url: string, init?: RequestInit): Promise<T> {
  const response = await request(url, init);
  return (await response.json()) as T;
}

async function request(url: string, init: RequestInit = {}): Promise<Response> {
  const headers = new Headers(init.headers);
  headers.set('Accept', 'application/json, application/problem+json');
  const response = await fetch(url, { ...init, headers, signal: AbortSignal.timeout(requestTimeoutMilliseconds) });
  if (!response.ok) throw parseProblem(response.status, await response.text());
  return response;
}
