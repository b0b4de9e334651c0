# A mini or stick PC (SMBIOS case 35 or 36) for which the kernel offers no device that can draw: the processor draws everything, so frames
# are capped low. A 1024x600 panel has a profile of its own, which must stay the only one that fits.
[Profile]
Format = 1
Id = generic-mini-pc-no-gpu
Kind = machine
Name[en] = Mini PC without graphics chip
Name[zh_CN] = 无独立显示芯片的迷你主机
Status = generic
Inherits = generic-landscape

[Match]
Line = dmi.chassis_type=35 gpu.render=no display.mode!=1024x600
Line = dmi.chassis_type=36 gpu.render=no display.mode!=1024x600

[Display]
Renderer = software
FrameCap = 30

[Touch]
Debounce = 120
