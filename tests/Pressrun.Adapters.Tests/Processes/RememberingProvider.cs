using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Pressrun.Model;

namespace Pressrun.Adapters.Tests.Processes;

/// <summary>
/// The victim's provider, which outlives it: it remembers what was asked, what it billed and what the victim was told
/// is durable, and judges every question by that. What it answers depends on the call alone. Thread-safe.
/// </summary>
internal sealed class RememberingProvider : IAsyncDisposable
{
    private readonly Func<CallKey, int, Task> _work;
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    // Guarded by the lock.
    private readonly Lock _lock = new();
    private readonly Dictionary<int, Life> _lives = [];
    private readonly List<Task> _busy = [];
    private readonly HashSet<(CallKey, int)> _asked = [];
    private readonly HashSet<(CallKey, int)> _intended = [];
    private readonly HashSet<CallKey> _answered = [];
    private readonly HashSet<CallKey> _settled = [];
    private readonly HashSet<long> _durable = [];
    private readonly List<string> _violations = [];
    private readonly List<(CallKey Key, TimeSpan At)> _arrivals = [];
    private long _billed;

    /// <param name="work">What an attempt takes; the default is 1 to 20 ms, drawn by call and attempt.</param>
    public RememberingProvider(Func<CallKey, int, Task>? work = null)
    {
        _work = work ?? WorkAsync;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Attempts that arrived.</summary>
    public IReadOnlySet<(CallKey Key, int Attempt)> Asked => Locked(() => _asked.ToHashSet());

    /// <summary>How many intents a store has acknowledged.</summary>
    public int Intended => Locked(() => _intended.Count);

    /// <summary>When each attempt arrived, by this clock, ascending.</summary>
    public IReadOnlyList<(CallKey Key, TimeSpan At)> Arrivals => Locked(() => _arrivals.ToList());

    /// <summary>What it has billed, in micro-dollars.</summary>
    public long Billed => Locked(() => _billed);

    /// <summary>Seqs of the records a store has acknowledged.</summary>
    public IReadOnlySet<long> Durable => Locked(() => _durable.ToHashSet());

    /// <summary>What should not have been asked, and why.</summary>
    public IReadOnlyList<string> Violations => Locked(() => _violations.ToList());

    /// <summary>An attempt's usual work: 1 to 20 ms.</summary>
    public static Task WorkAsync(CallKey key, int attempt) =>
        Task.Delay(TimeSpan.FromMilliseconds(1 + (20 * Draw(key, attempt))));

    /// <summary>A number from 0 to 1 that depends on call and attempt alone.</summary>
    public static double Draw(CallKey key, int attempt) =>
        new Random(unchecked((int)(uint)key.Value + (attempt * 7919))).NextDouble();

    /// <summary>What is heard of a victim.</summary>
    public Life LifeOf(int process) => Locked(() => FindLife(process));

    /// <summary>Completes when a victim has said so many lines.</summary>
    public Task ReachAsync(Life life, int lines) => Locked(() => life.ReachAsync(lines));

    /// <summary>Between two lives: replies found in the store, of which the next life must know.</summary>
    public void Know(IEnumerable<CallKey> replies) => Locked(() =>
    {
        _settled.UnionWith(replies);
        _answered.UnionWith(_settled);
        return 0;
    });

    /// <summary>Completes when nothing is worked on and nobody is connected.</summary>
    public async Task RestAsync()
    {
        while (Locked(() => _busy.FirstOrDefault(task => !task.IsCompleted)) is { } task)
        {
            await task;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _listener.Dispose();
        await _accepting;
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync();
                Begin(() => ServeAsync(client));
            }
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private void Begin(Func<Task> work) => Locked(() =>
    {
        _busy.RemoveAll(task => task.IsCompletedSuccessfully);
        _busy.Add(Task.Run(work));
        return 0;
    });

    private async Task ServeAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
            Life? life = null;
            try
            {
                while (await reader.ReadLineAsync() is { } line)
                {
                    Locked(() => life = Hear(line.Split(' '), life, client));
                }
            }
            catch (IOException)
            {
                // Killed. What it had sent before has been read.
            }
        }
    }

    private Life Hear(string[] words, Life? life, TcpClient client)
    {
        life ??= FindLife(int.Parse(words[1], CultureInfo.InvariantCulture));
        switch (words)
        {
            case ["durable", var seq, _, .. var call]:
                _durable.Add(long.Parse(seq, CultureInfo.InvariantCulture));
                Note(call);
                break;
            case ["ask", var number, var key, var attempt, var used]:
                var asked = (Key: CallKey.Parse(key), Attempt: int.Parse(attempt, CultureInfo.InvariantCulture));
                _arrivals.Add((asked.Key, Stopwatch.GetElapsedTime(0)));
                Judge(asked.Key, asked.Attempt, used);
                Begin(() => AnswerAsync(client, number, asked.Key, asked.Attempt));
                break;
        }

        life.Hear(words);
        return life;
    }

    private void Note(string[] call)
    {
        switch (call)
        {
            case [var key, var attempt]:
                _intended.Add((CallKey.Parse(key), int.Parse(attempt, CultureInfo.InvariantCulture)));
                break;
            case [var key, _, var when]:
                _answered.Add(CallKey.Parse(key));
                if (when == "in-time")
                {
                    // A late reply may cross an attempt that is already on its way: it binds the next life only.
                    _settled.Add(CallKey.Parse(key));
                }

                break;
        }
    }

    private void Judge(CallKey key, int attempt, string used)
    {
        if (!_asked.Add((key, attempt)))
        {
            _violations.Add($"attempt {attempt} of {key} was sent twice");
        }

        if (!_intended.Contains((key, attempt)))
        {
            _violations.Add($"attempt {attempt} of {key} was sent before its intent was durable");
        }

        if (_settled.Contains(key))
        {
            _violations.Add($"attempt {attempt} of {key} was sent although a reply to it was durable");
        }

        foreach (var answer in used.Split(',', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!_answered.Contains(CallKey.Parse(answer)))
            {
                _violations.Add($"{key} was made from the reply to {answer} before that was durable");
            }
        }
    }

    private async Task AnswerAsync(TcpClient client, string number, CallKey key, int attempt)
    {
        await _work(key, attempt);
        var micros = 10 + (long)(key.Value % 40);
        Locked(() => _billed += micros);
        try
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{number} {micros} {key}\n");
            client.Client.Send(Encoding.ASCII.GetBytes(line)); // so short that it goes whole or not at all
        }
        catch (Exception error) when (error is SocketException or ObjectDisposedException or NullReferenceException)
        {
            // Whoever asked is dead. It was billed all the same.
        }
    }

    private Life FindLife(int process)
    {
        if (!_lives.TryGetValue(process, out var life))
        {
            _lives.Add(process, life = new());
        }

        return life;
    }

    private T Locked<T>(Func<T> what)
    {
        lock (_lock)
        {
            return what();
        }
    }
}
