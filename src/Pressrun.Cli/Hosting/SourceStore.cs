using Pressrun.Model;
using Pressrun.Rehearsing;
using Pressrun.Seams;

namespace Pressrun.Cli.Hosting;

/// <summary>What providers see of a run that is replayed: they open what its replies name, and keep nothing.</summary>
internal sealed class SourceStore(IReplaySource source, TimeProvider time) : DelegatingStore(new MemoryStore(time))
{
    public override Stream Open(Blob blob) => source.Open(blob);
}
