# Values that are safe on any machine. Every other profile starts from these, and a machine that no profile describes uses them as they are.
[Profile]
Format = 1
Id = fallback
Kind = machine
Name[en] = Any machine
Name[zh_CN] = 任意机器
Status = generic

[Display]
Rotation = 0
ScaleMin = 100
ScaleMax = 150
Renderer = software
FrameCap = 60

[Touch]
LeastTarget = 12
Debounce = 80
