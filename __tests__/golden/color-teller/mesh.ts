/** The whole of color-teller, every stack. */
export { default } from '../../../services/color-teller/application';

export const targets = ['none', 'envoy'];
