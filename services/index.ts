/** Every application of the project: a new one is its folder and one line here. */
export { default as colorTeller } from './color-teller/application';
export { default as ecsworkshop } from './ecsworkshop/application';
