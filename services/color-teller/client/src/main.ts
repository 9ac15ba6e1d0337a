/** Starts the client. */
import { serve } from '@color-teller/http-service';
import { createApp } from './app';
import { readClientSettings } from './settings';

serve({ readSettings: readClientSettings, createApp });
