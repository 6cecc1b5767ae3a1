import { basename } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bigEndian, isoBox, riffChunk } from './container-writers.ts';
import { fileOf, type HostileFile } from './hostile-file.ts';
import { quickTime } from './quick-time.ts';

/** What lists may try to reach: a recording and a text on this machine, and an address that listens. */
export interface Targets {
  readonly recording: string;
  readonly text: string;
  /** `http://127.0.0.1:port` */
  readonly address: string;
}

/** Lists of other files, descriptions of streams and movies that refer to other files, under the names of recordings. */
export function playlists(targets: Targets): HostileFile[] {
  const places = {
    path: targets.recording,
    file: pathToFileURL(targets.recording).href,
    http: `${targets.address}/secret.wav`,
  };
  const listed = Object.entries(places).flatMap(([kind, place]) =>
    Object.entries(LISTS).flatMap(([list, text]) =>
      ['wav', 'mp3'].map((ending) => [`${list}-${kind}.${ending}`, text(place)] as const),
    ),
  );
  const files = [...listed, ...Object.entries(specialLists(targets))].map(([name, content]) =>
    fileOf('playlist', name, () => content, false),
  );
  // These have sound of their own beside what they refer to: that may be heard.
  const references = Object.entries(referringMovies(targets)).map(([name, content]) =>
    fileOf('reference', name, () => content),
  );
  return [...files, ...references];
}

const HLS = '#EXTM3U\n#EXT-X-VERSION:7\n#EXT-X-TARGETDURATION:5\n#EXT-X-MEDIA-SEQUENCE:0\n';

const LISTS: Readonly<Record<string, (place: string) => string>> = {
  m3u8: (place) => `${HLS}#EXTINF:5,\n${place}\n#EXT-X-ENDLIST\n`,
  'm3u8-map': (place) =>
    `${HLS}#EXT-X-MAP:URI="${place}"\n#EXT-X-KEY:METHOD=AES-128,URI="${place}"\n#EXTINF:5,\n${place}\n#EXT-X-ENDLIST\n`,
  'm3u8-master': (place) => `#EXTM3U\n#EXT-X-STREAM-INF:BANDWIDTH=64000\n${place}\n`,
  ffconcat: (place) => `ffconcat version 1.0\nfile '${place}'\noption protocol_whitelist file,http,tcp\n`,
  dash: (place) =>
    `<?xml version="1.0"?><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static" mediaPresentationDuration="PT5S"><Period><BaseURL>${place}</BaseURL><AdaptationSet mimeType="audio/mp4"><Representation id="1" bandwidth="1"><SegmentList><SegmentURL media="${place}"/></SegmentList></Representation></AdaptationSet></Period></MPD>`,
  smooth: (place) =>
    `<?xml version="1.0"?><SmoothStreamingMedia MajorVersion="2" Duration="50000000"><StreamIndex Type="audio" Url="${place}"><QualityLevel Index="0" Bitrate="64000" FourCC="AACL"/><c d="50000000"/></StreamIndex></SmoothStreamingMedia>`,
};

function specialLists({ recording, text, address }: Targets): Record<string, string | Buffer> {
  const list = `${HLS}#EXTINF:5,\n${recording}\n#EXT-X-ENDLIST\n`;
  const tag = Buffer.from('ID3\x03\0\0\0\0\0\0', 'latin1');
  const port = new URL(address).port;
  return {
    'concat-protocol.wav': `concat:${recording}|${recording}`,
    'concat-script.mp3': `file '${recording}'\nfile '${text}'\n`,
    'm3u.mp3': `#EXTM3U\n#EXTINF:5,Interview\n${recording}\n${address}/secret.mp3\n`,
    'pls.wav': `[playlist]\nFile1=${address}/secret.wav\nLength1=5\nNumberOfEntries=1\n`,
    'xspf.mp3': `<?xml version="1.0"?><playlist version="1" xmlns="http://xspf.org/ns/0/"><trackList><track><location>${recording}</location></track></trackList></playlist>`,
    'asx.wav': `<asx version="3.0"><entry><ref href="${address}/secret.wav"/></entry></asx>`,
    'sdp.wav': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\nc=IN IP4 127.0.0.1\nt=0 0\nm=audio ${port} RTP/AVP 0\n`,
    'sdp.mp3': `v=0\no=- 0 0 IN IP4 127.0.0.1\ns=x\na=control:rtsp://127.0.0.1:${port}/\nm=audio 0 RTP/AVP 0\n`,
    'imf.mp3': `<?xml version="1.0"?><CompositionPlaylist xmlns="http://www.smpte-ra.org/schemas/2067-3/2016"><SegmentList><Segment>${recording}</Segment></SegmentList></CompositionPlaylist>`,
    'entity.wav': `<?xml version="1.0"?><!DOCTYPE MPD [<!ENTITY x SYSTEM "${pathToFileURL(text).href}">]><MPD xmlns="urn:mpeg:dash:schema:mpd:2011" type="static"><Period><BaseURL>&x;</BaseURL></Period></MPD>`,
    'avisynth.wav': `WavSource("${recording}")\n`,
    'lavfi.wav': `amovie=${recording}`,
    'm3u8-after-id3.mp3': Buffer.concat([tag, Buffer.from(list)]),
    'm3u8-in-riff.wav': riffChunk('RIFF', Buffer.from(`WAVE${list}`)),
    'm3u8-text.mp3': `${HLS}#EXTINF:5,\n#EXT-X-BYTERANGE:16@0\n${text}\n#EXT-X-ENDLIST\n`,
    'm3u8-subfile.wav': `${HLS}#EXTINF:5,\nsubfile,,start,0,end,64,,:${text}\n#EXT-X-ENDLIST\n`,
    'm3u8-crypto.wav': `${HLS}#EXTINF:5,\ncrypto+file:${recording}\n#EXT-X-ENDLIST\n`,
  };
}

function referringMovies({ recording, address }: Targets): Record<string, Buffer> {
  return {
    'reference.mov': Buffer.concat([
      isoBox('ftyp', Buffer.from('qt  \0\0\0\0qt  ')),
      isoBox(
        'moov',
        isoBox('rmra', isoBox('rmda', isoBox('rdrf', Buffer.from(`\0\0\0\0url \0\0\0\x60${recording}`)))),
      ),
    ]),
    'dref-url.mov': quickTime({ reference: isoBox('url ', Buffer.from(`\0\0\0\0${address}/x.mov\0`)) }),
    'dref-file.mov': quickTime({
      reference: isoBox('url ', Buffer.from(`\0\0\0\0${pathToFileURL(recording).href}\0`)),
    }),
    'dref-alias.mov': quickTime({ reference: aliasOf(recording) }),
  };
}

/** A reference of QuickTime to the whole path of another file, as the Macintosh wrote it: kinds 0 and 2 are its paths. */
function aliasOf(path: string): Buffer {
  const file = Buffer.from(basename(path));
  const named = Buffer.alloc(28 + 12 + 64);
  named.write('\x01x', 0, 'latin1');
  named.writeUInt8(file.length, 40);
  file.copy(named, 41);
  const levels = Buffer.concat([Buffer.alloc(16), bigEndian(1, 2), bigEndian(1, 2), Buffer.alloc(16)]);
  const whole = Buffer.from(`x:${path.slice(1).replaceAll('/', ':')}`);
  const entry = Buffer.concat([
    bigEndian(2, 2),
    bigEndian(whole.length, 2),
    whole,
    Buffer.alloc(whole.length % 2),
  ]);
  return isoBox(
    'alis',
    Buffer.concat([Buffer.alloc(4 + 10), named, levels, entry, bigEndian(0xffff, 2), bigEndian(0, 2)]),
  );
}
