namespace StreamVerse.Media.Cmaf;

/// <summary>Where a box lies in a span.</summary>
/// <param name="Type">Its four-character code.</param>
/// <param name="Start">Index of its first byte.</param>
/// <param name="HeaderLength">Bytes of size, type and, for <c>uuid</c>, extended type.</param>
/// <param name="Length">Bytes of the whole box.</param>
/// <param name="Depth">Boxes around it.</param>
/// <param name="ReachesToEnd">Whether it was written with size 0: to the end of the file, so nothing may follow.</param>
internal readonly record struct Box(uint Type, int Start, int HeaderLength, int Length, int Depth, bool ReachesToEnd)
{
    public int BodyStart => Start + HeaderLength;

    public int End => Start + Length;
}
