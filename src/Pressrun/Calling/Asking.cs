using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Seams;
using Pressrun.Stages;

namespace Pressrun.Calling;

/// <summary>One call on its way from being wanted to being answered, over all its attempts.</summary>
/// <param name="call">The call, as it is sent to the first.</param>
/// <param name="provider">Whom it is sent to first.</param>
/// <param name="item">Its item.</param>
/// <param name="purse">The item's money.</param>
/// <param name="rank">Its place among those that wait.</param>
internal sealed class Asking(Call call, IProvider provider, LiveItem item, Purse purse, Rank rank)
{
    public Call Call { get; } = call;

    public IProvider Provider { get; } = provider;

    public LiveItem Item { get; } = item;

    public Purse Purse { get; } = purse;

    /// <summary>Who is asked instead while the first is out, in order; may be empty.</summary>
    public IReadOnlyList<(IProvider Provider, Fallback To)> Fallbacks { get; init; } = [];

    /// <summary>All who may have been sent it, each with the call as it was sent to them.</summary>
    public IEnumerable<(IProvider Provider, Call Call)> Carriers =>
        Fallbacks.Select(one => (one.Provider, SentTo(one.To))).Prepend((Provider, Call));

    /// <summary>All providers of the run, by name: an attempt may have gone another way than calls go now.</summary>
    public required IReadOnlyDictionary<string, IProvider> Known { get; init; }

    /// <summary>
    /// Whom a lost attempt was sent to, with the call as it was; null if the pipeline knows nobody any more who could
    /// have been.
    /// </summary>
    public (IProvider Provider, Call Call)? CarrierOf(Record.Intent lost)
    {
        foreach (var carrier in Carriers)
        {
            if (carrier.Provider.Profile.LaneOf(carrier.Call.Request.Model).Name == lost.Lane)
            {
                return carrier;
            }
        }

        return Known.Values.FirstOrDefault(provider => provider.Profile.Recovery != RecoveryWay.Repeat
                && provider.Profile.LaneOf(lost.Model).Name == lost.Lane) is { } former
            && Carriers.Select(carrier => carrier.Call).FirstOrDefault(
                call => call.Request.Model == lost.Model) is { } sent
            ? (former, sent)
            : null;
    }

    /// <summary>Whether it may be sent; otherwise only the journal can answer it.</summary>
    public required bool MaySend { get; init; }

    /// <summary>The highest number an attempt of it had in earlier runs.</summary>
    public int AttemptsBefore { get; set; }

    /// <summary>
    /// The lease of this process's last attempt that was given up: its worst case is released once, by a late reply or
    /// by a look-up, whichever comes first.
    /// </summary>
    public Lease? Lost { get; set; }

    /// <summary>
    /// Completed when the Governor admits the call, or finds that it should go elsewhere; cancelled when the run stops
    /// first. Null while it does not wait.
    /// </summary>
    public TaskCompletionSource? Admitted { get; set; }

    /// <summary>Whether it was taken out of a queue to go elsewhere: it has paused for its last try already.</summary>
    public bool IsDiverted { get; set; }

    /// <summary>Whether an answer, or one that forbids asking again, is known by now.</summary>
    public bool IsAnswered => Item.Find(Call.Key) is { Answer: not null, IsSetAside: false } or { Refusal: not null };

    /// <summary>A lease for the next attempt, at whoever is not out.</summary>
    /// <exception cref="RestException">It may not be sent.</exception>
    public Lease NewLease(Governor governor, TimeSpan now)
    {
        if (!MaySend)
        {
            throw new RestException(Call.Stage);
        }

        var lane = Provider.Profile.LaneOf(Call.Request.Model);
        if (Fallbacks.Count == 0)
        {
            return new(Call, Provider.Estimate(Call), lane, Purse, rank, this);
        }

        Lane[] lanes = [lane, .. Fallbacks.Select(one => one.Provider.Profile.LaneOf(one.To.Model))];
        var place = governor.Roster.Choose(lanes, now);
        var (to, sent) = Carriers.ElementAt(place);
        return new(sent, to.Estimate(sent), lanes[place], Purse, rank, this)
        {
            Elsewhere = [.. lanes.Where((_, index) => index != place)],
        };
    }

    /// <summary>What is made durable before an attempt leaves.</summary>
    public Record.Intent IntentOf(Lease lease, Body? request) => new(
        Call.Ordinal, Call.Stage, Call.Part, Call.Sample, Call.Key,
        Math.Max(Item.Find(Call.Key)?.Attempts ?? 0, AttemptsBefore) + 1, lease.Lane.Name, lease.Call.Request.Model,
        lease.Demand, Call.RequestHash, request);

    /// <summary>Carries a lease's attempt out.</summary>
    public Task<Reply> SendAsync(Lease lease, int attempt, CancellationToken ct) =>
        ProviderOf(lease.Call.Request.Provider)!.SendAsync(lease.Call, attempt, ct);

    /// <summary>A reply with who gave it, where that is not the first who is asked.</summary>
    public Reply Signed(Call sent, Reply reply) => ReferenceEquals(sent, Call) ? reply : reply with
    {
        Provider = sent.Request.Provider,
        Model = reply.Model ?? sent.Request.Model,
    };

    /// <summary>Reads a durable reply, as whoever gave it does.</summary>
    /// <exception cref="HeldException">It is kept, and cannot be read.</exception>
    public Answer Read(Record.Reply reply)
    {
        var name = reply.Content.Provider ?? Call.Request.Provider;
        try
        {
            return ProviderOf(name) is { } reader
                ? reader.Read(name == Call.Request.Provider ? Call : SentTo(new(name, "")), reply.Content)
                : throw new FormatException($"this stage no longer names `{name}`; add it to its models again");
        }
        catch (FormatException unreadable)
        {
            throw new HeldException(
                $"the reply {reply.Seq} of {name} is paid for and kept, but cannot be read: {unreadable.Message}");
        }
    }

    private IProvider? ProviderOf(string name) => name == Call.Request.Provider
        ? Provider
        : Fallbacks.FirstOrDefault(one => one.To.Provider == name).Provider ?? Known.GetValueOrDefault(name);

    private Call SentTo(Fallback to) => Call with
    {
        Request = Call.Request with { Provider = to.Provider, Model = to.Model },
    };
}
