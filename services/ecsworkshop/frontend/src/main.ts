/** Starts the frontend. */
import { serve } from '@meshwright/http-service';
import { createApp } from './app';
import { readFrontendSettings } from './settings';

serve({ readSettings: readFrontendSettings, createApp });
