using Pressrun.Model;
using Pressrun.Seams;

namespace Pressrun.Surfaces.Tests.Journals;

/// <summary>Opens blobs in memory: a file is read on other threads, where virtual time cannot follow.</summary>
internal sealed class NearStore(IStore inner) : DelegatingStore(inner)
{
    public override Stream Open(Blob blob)
    {
        using var file = base.Open(blob);
        var memory = new MemoryStream();
        file.CopyTo(memory);
        memory.Position = 0;
        return memory;
    }
}
