/** An answer of the server that is not a success, as RFC 9457 problem details where the server sent them. */
export class ProblemError extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
  ) {
    super(detail || title);
    this.name = 'ProblemError';
  }
}

/** Reads a body of problem details; anything else becomes a sentence about the status. */
export function parseProblem(status: number, body: string): ProblemError {
  try {
    const parsed: unknown = JSON.parse(body);
    if (typeof parsed === 'object' && parsed !== null) {
      const { title, detail } = parsed as Record<string, unknown>;
      if (typeof title === 'string' || typeof detail === 'string') {
        return new ProblemError(status, text(title), text(detail));
      }
    }
  } catch {
    // Not JSON: a proxy's own page, or nothing. The status below says what is known.
  }
  return new ProblemError(status, `The server answered ${status}.`, sentenceFor(status));
}

/** What to tell a person about anything that was thrown. */
export function describeError(error: unknown): string {
  if (error instanceof ProblemError) return error.detail || error.title;
  if (error instanceof TypeError) return 'The server cannot be reached. Check that it is running and that you are online.';
  return error instanceof Error ? error.message : String(error);
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function sentenceFor(status: number): string {
  switch (status) {
    case 404:
      return 'It is not there any more.';
    case 413:
      return 'The server, or a proxy before it, refuses requests of this size.';
    case 429:
      return 'Too many requests. Try again in a minute.';
    case 507:
      return 'The server has no space left.';
    default:
      return status >= 500 ? `The server has a problem (${status}). Try again in a minute.` : `The request was refused (${status}).`;
  }
}
