/** Starts the client. */
import { serve } from '@meshwright/http-service';
import { createApp } from './app';
import { readClientSettings } from './settings';

serve({ readSettings: readClientSettings, createApp });
