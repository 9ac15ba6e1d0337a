/** Starts the backend. */
import { serve } from '@color-teller/http-service';
import { createApp } from './app';
import { readBackendSettings } from './settings';

serve({ readSettings: readBackendSettings, createApp });
