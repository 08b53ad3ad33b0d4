using Pressrun.Model;
using Pressrun.Quotas;
using Pressrun.Seams;

namespace Pressrun.Calling;

/// <summary>One call on its way from being wanted to being answered, over all its attempts.</summary>
internal sealed class Asking(Call call, IProvider provider, LiveItem item, Purse purse, Rank rank)
{
    public Call Call { get; } = call;

    public IProvider Provider { get; } = provider;

    public LiveItem Item { get; } = item;

    public Purse Purse { get; } = purse;

    public Rank Rank { get; } = rank;

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
    /// Completed when the Governor admits the call; cancelled when the run stops first. Null while it does not wait.
    /// </summary>
    public TaskCompletionSource? Admitted { get; set; }
}
