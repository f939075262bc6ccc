import { expect, test } from 'vitest';
import { describeError, parseProblem } from '../src/problem';
import { parseRoute } from '../src/router';

test('parseProblem_ProblemJson_SaysItsDetail', () => {
  const problem = parseProblem(507, JSON.stringify({ title: 'Disk full', detail: 'The disk has 4 GB left.', status: 507 }));
  expect(describeError(problem)).toBe('The disk has 4 GB left.');
});

test('parseProblem_TitleOnly_SaysTheTitle', () => expect(describeError(parseProblem(400, '{"title":"Bad name"}'))).toBe('Bad name'));

test('parseProblem_ProxyPage_ExplainsTheStatus', () => expect(describeError(parseProblem(502, '<html>'))).toContain('502'));

test('describeError_NoConnection_SaysSo', () => expect(describeError(new TypeError('Failed to fetch'))).toContain('cannot be reached'));

test.each([
  ['/', { page: 'library' }],
  ['/watch/a%20b', { page: 'watch', titleId: 'a b' }],
  ['/watch/%E0%A4%A', { page: 'missing' }],
  ['/watch', { page: 'missing' }],
])('parseRoute_%s', (path, route) => expect(parseRoute(path)).toEqual(route));
