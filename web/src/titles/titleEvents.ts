import { type Title, titleEventsUrl } from '../api';
import type { OpenStream } from './eventScheduler';

/** Opens server-sent events of a title. The browser's own reconnecting is not used: it knows no back-off. */
export function titleStreams(update: (title: Title) => void, broken: (id: string) => void): OpenStream {
  return (id, handlers) => {
    const source = new EventSource(titleEventsUrl(id));
    source.addEventListener('title', (event: MessageEvent<string>) => {
      handlers.received();
      update(JSON.parse(event.data) as Title);
    });
    source.addEventListener('error', () => {
      source.close();
      handlers.failed();
      broken(id);
    });
    return source;
  };
}
