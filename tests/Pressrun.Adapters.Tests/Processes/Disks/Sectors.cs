namespace Pressrun.Adapters.Tests.Processes.Disks;

/// <summary>
/// The other thing a power cut may leave of a file: of what was written since it was last synced any sectors and no
/// others, because a disk writes in whatever order it likes.
/// </summary>
internal static class Sectors
{
    private const int Size = 512;

    /// <summary>Lets drawn sectors of a file reach the shadow as well.</summary>
    /// <param name="written">The file as the process wrote it.</param>
    /// <param name="shadow">What is durable of it; changed.</param>
    /// <param name="draws">Draws which sectors, and whether the file's new length.</param>
    public static void Tear(string written, string shadow, Random draws)
    {
        if (!File.Exists(written) || !File.Exists(shadow))
        {
            return;
        }

        var (news, olds) = (File.ReadAllBytes(written), File.ReadAllBytes(shadow));
        var torn = new byte[draws.Next(2) == 0 ? news.Length : olds.Length];
        var share = draws.NextDouble();
        for (var at = 0; at < torn.Length; at += Size)
        {
            var from = draws.NextDouble() < share ? news : olds;
            if (from.Length > at)
            {
                var count = Math.Min(Size, Math.Min(from.Length, torn.Length) - at);
                from.AsSpan(at, count).CopyTo(torn.AsSpan(at));
            }
        }

        File.WriteAllBytes(shadow, torn);
    }
}
