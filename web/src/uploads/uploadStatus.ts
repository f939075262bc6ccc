import { h, setText } from '../dom';
import { formatPercent } from '../format';
import { icon } from '../ui/icons';
import type { UploadQueue } from './uploadQueue';

/** A word in the header about uploads that go on while another page is shown. */
export function uploadStatus(queue: UploadQueue): HTMLElement {
  const words = h('span', {});
  const element = h('a', { class: 'site-status', href: '/', hidden: true }, icon('upload'), words);
  queue.changed.add(() => {
    const open = queue.tasks.filter((task) => task.state === 'uploading' || task.state === 'waiting');
    const total = open.reduce((sum, task) => sum + task.file.size, 0);
    const sent = open.reduce((sum, task) => sum + task.bytesSent, 0);
    element.hidden = open.length === 0;
    setText(words, `Uploading ${formatPercent(total === 0 ? 0 : sent / total)}`);
  });
  return element;
}
