/** Every application of the project: a new one is its folder and one line here. */
import colorTeller from './color-teller/application';
import ecsworkshop from './ecsworkshop/application';

export const applications = [colorTeller, ecsworkshop];
