using System.Globalization;
using Pressrun.Model;
using Pressrun.Providers.Programs;

namespace Pressrun.Providers.Git;

/// <summary>
/// What it means that git did not do as it was told. Of git's own words nothing is shown: they name paths of this
/// machine, and addresses that may hold passwords. Pure.
/// </summary>
internal static class GitWords
{
    private static readonly (string Sign, Failure Failure, string Cause)[] Known =
    [
        ("dubious ownership", Failure.Permanent,
            "the repository belongs to another user of this machine; take it over, or name it in git's safe.directory"),
        ("not a git repository", Failure.Permanent,
            "the folder is no git repository; run `git init` or `git clone` there first"),
        ("this operation must be run in a work tree", Failure.Permanent,
            "the repository has no files of its own; give one that `git clone` makes without --bare"),
        ("index.lock", Failure.Transient, "another git works on the repository; wait until it is done, or delete "
            + "`index.lock` in its `.git` if none does"),
        (".lock': File exists", Failure.Transient,
            "another git works on the repository; wait until it is done, or delete its lock if none does"),
        ("in submodule", Failure.Permanent, "the path lies in another repository; choose another path"),
        ("beyond a symbolic link", Failure.Permanent, "a link lies on the way; remove it or choose another path"),
        ("partial commit during a", Failure.Permanent,
            "a merge or the like has begun in the repository; finish it, then run again"),
        ("No space left", Failure.Transient, "no space is left on the disk of the repository; free some"),
        ("Permission denied (", Failure.Credentials, NoEntry),
        ("Authentication failed", Failure.Credentials, NoEntry),
        ("could not read Username", Failure.Credentials, NoEntry),
        ("could not read Password", Failure.Credentials, NoEntry),
        ("terminal prompts disabled", Failure.Credentials, NoEntry),
        ("Host key verification failed", Failure.Credentials,
            "the server that is pushed to is not known here; connect to it once by hand"),
        ("returned error: 403", Failure.Credentials, NoEntry),
        ("returned error: 401", Failure.Credentials, NoEntry),
        ("non-fast-forward", Failure.Permanent, Behind),
        ("fetch first", Failure.Permanent, Behind),
        ("[rejected]", Failure.Permanent, Behind),
        ("[remote rejected]", Failure.Permanent,
            "the commit is made, but the server refuses it; run `git push` in the repository to see why"),
        ("does not appear to be a git repository", Failure.Permanent, Nowhere),
        ("epository not found", Failure.Permanent, Nowhere),
        ("Could not resolve host", Failure.Transient, Unreached),
        ("Connection", Failure.Transient, Unreached),
        ("unable to access", Failure.Transient, Unreached),
        ("early EOF", Failure.Transient, Unreached),
        ("Permission denied", Failure.Permanent,
            "the repository may not be written by you; give yourself the right to write there"),
    ];

    private const string NoEntry = "the commit is made, but the server that is pushed to wants to know who you are; "
        + "run `git push` in the repository once by hand, so that git remembers";

    private const string Behind = "the commit is made, but the branch that is pushed to has moved on; "
        + "run `git pull --rebase` in the repository, then run again";

    private const string Nowhere =
        "the commit is made, but what is pushed to is not there; correct the repository's remote";

    private const string Unreached =
        "the commit is made, but the server that is pushed to cannot be reached; try again later";

    /// <summary>Why a program that should have ended well did not.</summary>
    /// <param name="result">How it ended.</param>
    /// <param name="command">The command, such as <c>push</c>.</param>
    public static GitException Of(ProgramResult result, string command) => result switch
    {
        ProgramResult.Missing => new(Failure.Permanent, "git is not installed, or not in the search path; install it"),
        ProgramResult.Unstartable refusal => new(
            refusal.IsPassing ? Failure.Transient : Failure.Permanent, $"git could not be started: {refusal.Cause}"),
        ProgramResult.Ended end => Of(end, command),
        _ => new(Failure.Permanent, $"`git {command}` answered more than it should; run it by hand to see why"),
    };

    private static GitException Of(ProgramResult.Ended end, string command)
    {
        foreach (var (sign, failure, cause) in Known)
        {
            if (end.Errors.Contains(sign, StringComparison.Ordinal))
            {
                return new(failure, cause);
            }
        }

        return new(Failure.Permanent, string.Create(CultureInfo.InvariantCulture,
            $"`git {command}` ended with exit code {end.Code}; run it in the repository by hand to see why"));
    }
}
