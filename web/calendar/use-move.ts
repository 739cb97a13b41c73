import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ClockChoice } from '#contract/moment.ts';
import { client } from '../app/client.ts';
import { isCode } from '../app/problem.ts';
import { dayOf, inWords, timeOf } from './days.ts';
import { wordsOf, type PlacedEntry } from './entry.ts';
import { move as words } from './strings.ts';

export interface Move {
  entry: PlacedEntry;
  wallTime: string;
  unclear?: ClockChoice;
}

/** Gives a post another wall time. Where the clock changes there, `question` holds the move until a person has chosen. */
export function useMove(workspaceId: string) {
  const queryClient = useQueryClient();
  const [question, setQuestion] = useState<Move>();
  const [said, setSaid] = useState('');
  const deed = useMutation({
    mutationFn: (move: Move) => send(workspaceId, move),
    onMutate: () => setQuestion(undefined),
    onSuccess: (post, { entry }) => {
      const wallTime = post.wallTime ?? entry.wallTime;
      setSaid(words.moved(wordsOf(entry), longDay(dayOf(wallTime)), timeOf(wallTime)));
    },
    onError: (error, move) => {
      if (isCode(error, 'wall_time_unclear')) setQuestion(move);
      else setSaid(words.failed(wordsOf(move.entry)));
    },
    onSettled: () => queryClient.invalidateQueries({ queryKey: ['posts', workspaceId] }),
  });
  const isAsked = isCode(deed.error, 'wall_time_unclear');
  return {
    move: (entry: PlacedEntry, wallTime: string, unclear?: ClockChoice) => {
      if (wallTime !== entry.wallTime) deed.mutate({ entry, wallTime, ...(unclear ? { unclear } : {}) });
    },
    /** Where it will stand, shown before the server has said so. */
    pending: deed.isPending ? deed.variables : undefined,
    /** What was done last, to be taken back by its opposite. */
    done: deed.isSuccess ? deed.variables : undefined,
    error: isAsked ? null : deed.error,
    question,
    forget: () => {
      setQuestion(undefined);
      deed.reset();
    },
    said,
    say: setSaid,
  };
}

function send(workspaceId: string, { entry, wallTime, unclear }: Move) {
  const params = { workspaceId, postId: entry.id };
  const body = { wallTime, ...(unclear ? { unclear } : {}) };
  return entry.state === 'draft'
    ? client.schedule.plan({ params, body })
    : client.posts.publish({ params, body });
}

export function longDay(day: string): string {
  return inWords(day, { weekday: 'long', day: 'numeric', month: 'long' });
}
