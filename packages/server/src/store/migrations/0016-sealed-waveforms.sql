-- Peaks as text in base64, which can be encrypted as the other texts about a run are.
alter table run_waveforms alter column peaks type text using translate(encode(peaks, 'base64'), E'\n', '');
