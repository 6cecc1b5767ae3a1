"""The networks that `train.py` teaches, and the two of them that the engine loads."""

import torch
import torch.nn.functional as F
from torch import nn

from dataset import STATE, STATES

FEATURE_WIDTH, EMBEDDING_WIDTH, PEOPLE, MOST_AT_ONCE = 64, 64, 4, 3
# Speaker embeddings of the frames around a frame, about 0.7 and 1.8 s; odd, so that they lie around it.
AROUND = (29, 75)


def frame_conv(width_in, width_out, kernel, dilation=1):
    return nn.Sequential(
        nn.Conv1d(width_in, width_out, kernel, padding=dilation * (kernel // 2), dilation=dilation),
        nn.ReLU(),
        nn.BatchNorm1d(width_out),
    )


class Further(nn.Module):
    """The same and what a wider view adds."""

    def __init__(self, width, dilation):
        super().__init__()
        self.wider = frame_conv(width, width, 5, dilation)

    def forward(self, frames):
        return frames + self.wider(frames)


class Around(nn.Module):
    """The speaker embeddings of the frames around each frame: batch x STATE x frames -> batch x (scales x EMBEDDING_WIDTH) x frames."""

    def __init__(self, affine):
        super().__init__()
        self.register_buffer("matrix", torch.from_numpy(affine[:, :-1])[..., None].clone())
        self.register_buffer("offset", torch.from_numpy(affine[:, -1]).clone())

    def forward(self, states):
        embeddings = []
        for width in AROUND:
            pool = dict(kernel_size=width, stride=1, padding=width // 2, count_include_pad=False)
            mean = F.avg_pool1d(states, **pool)
            variance = F.avg_pool1d(states * states, **pool) - mean * mean
            statistics = torch.cat([mean, variance.clamp_min(1e-8).sqrt()], 1)
            embedding = F.conv1d(statistics, self.matrix, self.offset)
            embeddings.append(embedding / embedding.norm(dim=1, keepdim=True).clamp_min(1e-6))
        return torch.cat(embeddings, 1)


class SpeakerCount(nn.Module):
    """How many people speak in each frame: batch x STATES x frames -> logits of none, one, two, three or more."""

    def __init__(self, width=80):
        super().__init__()
        self.layers = nn.Sequential(
            nn.Dropout1d(0.1), nn.BatchNorm1d(STATES, affine=False), nn.Dropout(0.1), frame_conv(STATES, width, 1),
            *[Further(width, dilation) for dilation in (1, 2, 4, 8, 16)],
            nn.Dropout(0.1), nn.Conv1d(width, MOST_AT_ONCE + 1, 1),
        )

    def forward(self, states):
        return self.layers(states)


class Activity(nn.Module):
    """Does this voice speak in this frame? Asked for each voice on its own, with the frames around as context."""

    def __init__(self, width=64):
        super().__init__()
        self.listen = nn.Sequential(
            nn.Dropout1d(0.1), nn.BatchNorm1d(STATES, affine=False), nn.Dropout(0.1), frame_conv(STATES, FEATURE_WIDTH, 1)
        )
        self.seek = nn.Linear(EMBEDDING_WIDTH, FEATURE_WIDTH)
        self.match = nn.Sequential(
            frame_conv(2 * FEATURE_WIDTH + 2 * len(AROUND), width, 1), *[Further(width, dilation) for dilation in (1, 2, 4, 8)]
        )
        # Beside the match of this voice: the sum of the others' matches in the same frame.
        self.decide = nn.Sequential(nn.Dropout1d(0.1), frame_conv(2 * width, width, 3), Further(width, 4), nn.Conv1d(width, 1, 1))

    def forward(self, features, around, embeddings):
        """features: batch x FEATURE_WIDTH x frames, around: batch x (scales x EMBEDDING_WIDTH) x frames, embeddings: batch x people x EMBEDDING_WIDTH
        (0: nobody) -> logits batch x people x frames."""
        batch, people, frames = embeddings.shape[0], embeddings.shape[1], features.shape[2]
        present = (embeddings.abs().sum(2) > 0).float()[..., None, None]
        sought = 8 * self.seek(embeddings)[..., None]
        alike = torch.stack([embeddings @ part for part in around.split(EMBEDDING_WIDTH, 1)], 2)
        nobody = torch.zeros_like(alike[:, :1])
        first, second = torch.cat([alike, nobody, nobody], 1).topk(2, 1).values.split(1, 1)
        rival = torch.where(alike >= first, second.expand_as(alike), first.expand_as(alike))
        shared = features[:, None].expand(-1, people, -1, -1)
        both = torch.cat([features[:, None] * sought, shared, alike, rival], 2)
        own = self.match(both.reshape(batch * people, -1, frames)).reshape(batch, people, -1, frames) * present
        rest = own.sum(1, keepdim=True) - own
        decided = self.decide(torch.cat([own, rest], 2).reshape(batch * people, -1, frames))
        return decided.reshape(batch, people, frames)


class Networks(nn.Module):
    def __init__(self):
        super().__init__()
        self.speaker_count, self.activity = SpeakerCount(), Activity()

    def losses(self, states, near, embeddings, truth, asked, speaking):
        logits = self.activity(self.activity.listen(states), near, embeddings)
        activity = (F.binary_cross_entropy_with_logits(logits, truth, reduction="none") * asked).sum() / asked.sum()
        return activity, F.cross_entropy(self.speaker_count(states), speaking)


class Listen(nn.Module):
    """What to keep of a stretch: FEATURE_WIDTH numbers and the speaker embeddings around, a frame; and how many people speak in it."""

    def __init__(self, networks, affine):
        super().__init__()
        self.networks, self.around = networks, Around(affine)

    def forward(self, states):
        states = states.transpose(1, 2)
        features = torch.cat([self.networks.activity.listen(states), self.around(states[:, :STATE])], 1)
        return features.transpose(1, 2), torch.softmax(self.networks.speaker_count(states), 1)


class Seek(nn.Module):
    def __init__(self, activity):
        super().__init__()
        self.activity = activity

    def forward(self, kept, embeddings):
        features, around = kept.transpose(1, 2).split([FEATURE_WIDTH, len(AROUND) * EMBEDDING_WIDTH], 1)
        return torch.sigmoid(self.activity(features, around, embeddings))
